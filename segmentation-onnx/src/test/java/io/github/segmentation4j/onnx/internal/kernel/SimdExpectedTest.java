package io.github.segmentation4j.onnx.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.internal.compute.VectorModule;
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
}
