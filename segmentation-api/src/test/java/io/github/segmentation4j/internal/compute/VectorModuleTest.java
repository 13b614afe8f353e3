package io.github.segmentation4j.internal.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class VectorModuleTest {
    @Test
    void theModuleIsAbsentUnlessAskedFor() {
        assertFalse(VectorModule.isPresent());
        assertEquals("Java was started without --add-modules jdk.incubator.vector", VectorModule.reason());
    }
}
