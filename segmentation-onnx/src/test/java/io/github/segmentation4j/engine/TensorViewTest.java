package io.github.segmentation4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a network may hand over. */
class TensorViewTest {
    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private static String refusal(ElementType type, List<Long> shape, ByteBuffer data) {
        return assertThrows(IllegalArgumentException.class, () -> new TensorView(type, shape, data))
                .getMessage();
    }

    @Test
    void aBufferMayHaveMoreRoomThanATensorNeeds() {
        assertEquals(List.of(1L, 2L, 3L), new TensorView(ElementType.FLOAT32, List.of(1L, 2L, 3L), buffer(24)).shape());
        assertEquals(List.of(1L, 2L, 3L), new TensorView(ElementType.UINT8, List.of(1L, 2L, 3L), buffer(24)).shape());
        assertEquals(List.of(), new TensorView(ElementType.INT64, List.of(), buffer(8)).shape());
        assertEquals(List.of(5L, 0L), new TensorView(ElementType.INT64, List.of(5L, 0L), buffer(0)).shape());
    }

    @Test
    void aBufferThatIsTooSmallIsRefused() {
        String message = refusal(ElementType.FLOAT32, List.of(1L, 2L, 3L), buffer(23));

        assertTrue(message.contains("23 bytes") && message.contains("float32 [1, 2, 3]"), message);
        refusal(ElementType.FLOAT64, List.of(), buffer(7));
        refusal(ElementType.UINT8, List.of(1L), buffer(4).limit(0));
        refusal(ElementType.UINT8, List.of(1L << 32, 1L << 32), buffer(4));
    }

    @Test
    void aNegativeLengthIsRefused() {
        refusal(ElementType.UINT8, List.of(1L, -1L), buffer(4));
        refusal(ElementType.UINT8, List.of(-2L, -2L), buffer(4));
        refusal(ElementType.UINT8, List.of(0L, -1L), buffer(4));
    }

    @Test
    void theOtherByteOrderIsRefused() {
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

        String message =
                refusal(ElementType.FLOAT32, List.of(1L), ByteBuffer.allocate(4).order(other));
        assertTrue(message.contains(other.toString()), message);
    }

    @Test
    void theShapeIsCopied() {
        List<Long> shape = new ArrayList<>(List.of(1L, 2L));
        TensorView view = new TensorView(ElementType.UINT8, shape, buffer(2));
        shape.set(1, 7L);

        assertEquals(List.of(1L, 2L), view.shape());
    }
}
