package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.segmentation4j.internal.compute.VectorModule;
import java.util.regex.Pattern;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;

/** Each run of the suites tests the kernels that it says it tests: without SIMD, with it, with vectors of so many bits. */
class SimdExpectedTest {
    private static final Pattern BITS = Pattern.compile("\\d+");

    @Test
    void theRunHasTheKernelsThatItMeansToTest() {
        String expected = System.getProperty("simd.expected");
        if (BITS.matcher(expected).matches()) {
            int bits = Integer.parseInt(expected);
            assertTrue(VectorModule.isPresent());
            int found = VectorShape.preferredShape().vectorBitSize();
            assumeTrue(found >= bits, () -> "the processor has no vectors of " + expected + " bits");
            assertEquals(bits, found);
        } else {
            assertEquals(expected, String.valueOf(VectorModule.isPresent()));
        }
    }
}
