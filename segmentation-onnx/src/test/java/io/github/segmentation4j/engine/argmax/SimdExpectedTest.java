package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.segmentation4j.internal.compute.VectorModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Each of the two runs of the suites tests the kernels that it says it tests. */
class SimdExpectedTest {
    @Test
    void theRunHasTheKernelsThatItMeansToTest() {
        assertEquals(System.getProperty("simd.expected"), String.valueOf(VectorModule.isPresent()));
    }

    @Test
    void theChoiceSaysWhatElseThereIsWhereThereIsNoSimd() {
        assertEquals(VectorModule.isPresent(), KernelChoice.alternative().isEmpty());
        assertEquals(VectorModule.isPresent(), !KernelChoice.description().equals("plain Java"));
    }

    @Test
    void simdReadsBuffersWhereTheyAre() {
        ByteBuffer swapped = ByteBuffer.allocateDirect(Float.BYTES)
                .order(
                        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                                ? ByteOrder.BIG_ENDIAN
                                : ByteOrder.LITTLE_ENDIAN);
        ByteBuffer scores = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
        assertEquals(KernelChoice.BEST instanceof VectorKernels, KernelChoice.BEST.inPlace(scores) != null);
        assertNull(KernelChoice.BEST.inPlace(swapped));
        assertNull(KernelChoice.BEST.inPlace(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.nativeOrder())));
    }
}
