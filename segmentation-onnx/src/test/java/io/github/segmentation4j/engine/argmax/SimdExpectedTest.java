package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.segmentation4j.internal.compute.VectorModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each run of the suites tests the kernels that it says it tests: without SIMD, with it, with vectors of so many bits. */
class SimdExpectedTest {
    private static final Pattern BITS = Pattern.compile("\\d+");

    @Test
    void theRunHasTheKernelsThatItMeansToTest() {
        String expected = System.getProperty("simd.expected");
        if (BITS.matcher(expected).matches()) {
            int lanes = Integer.parseInt(expected) / Float.SIZE;
            assertTrue(VectorModule.isPresent());
            int found = Integer.parseInt(KernelChoice.description().replaceAll("\\D", ""));
            assumeTrue(found >= lanes, () -> "the processor has no vectors of " + expected + " bits");
            assertEquals(lanes, found);
        } else {
            assertEquals(expected, String.valueOf(VectorModule.isPresent()));
        }
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
