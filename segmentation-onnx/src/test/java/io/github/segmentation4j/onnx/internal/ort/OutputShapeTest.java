package io.github.segmentation4j.onnx.internal.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.engine.pipeline.CallMemory;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes of outputs beyond what an int counts. */
class OutputShapeTest {
    private static final ImageSize SIZE = new ImageSize(64, 64);

    private static long elements(Long... lengths) {
        return new OutputShape(ElementType.FLOAT32, List.of(lengths)).elements();
    }

    @Test
    void elementsAreCountedWithoutWrapping() {
        assertEquals(42, elements(1L, 2L, 3L, 7L));
        assertEquals(0, elements(1L << 40, 0L, 1L << 40));
        assertEquals(1L << 62, elements(1L << 31, 1L << 31));
        assertEquals(Long.MAX_VALUE, elements(1L << 40, 1L << 40));
        assertEquals(Long.MAX_VALUE, elements(1L << 32, 1L << 32, 1L << 32));
    }

    @Test
    void whatNoBufferHoldsIsAnImageThatIsTooLarge() {
        // 2 GiB; 4 GiB and 8 KiB, which wraps to 8 KiB; and more than a long counts.
        for (long elements : new long[] {1L << 29, (1L << 30) + 2048, Long.MAX_VALUE}) {
            InvalidImageException e = assertThrows(
                    InvalidImageException.class, () -> CallMemory.bytes(elements, Float.BYTES, SIZE, "output"));
            assertEquals(Kind.TOO_LARGE, e.kind());
            assertTrue(e.getMessage().contains("an output of " + elements + " elements"), e.getMessage());
        }
        assertEquals(Integer.MAX_VALUE - 3, CallMemory.bytes((1L << 29) - 1, Float.BYTES, SIZE, "output"));
    }

    @Test
    void theAdviceFitsTheShapeOfTheInput() {
        assertTrue(CallMemory.smaller(new ImageSize(3000, 2)).contains("longer side"));
        assertTrue(CallMemory.smaller(new ImageSize(2, 3000)).contains("longer side"));
        assertTrue(CallMemory.smaller(new ImageSize(30_000, 20_000)).contains("a smaller size"));
    }
}
