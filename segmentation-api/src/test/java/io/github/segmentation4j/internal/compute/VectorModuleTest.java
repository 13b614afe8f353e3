package io.github.segmentation4j.internal.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class VectorModuleTest {
    @Test
    void theModuleIsAbsentUnlessAskedFor() {
        assertFalse(VectorModule.isPresent());
        assertEquals("module jdk.incubator.vector, which is not there", VectorModule.reason());
    }
}
