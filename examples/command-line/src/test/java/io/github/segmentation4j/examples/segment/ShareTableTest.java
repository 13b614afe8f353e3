package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareTableTest {
    private static final ClassNames NAMES = ClassNames.of("sky", "a very long name", "cat");

    @Test
    void sortsByShareAndThenById() {
        ShareTable table = ShareTable.of(LabelMap.copyOf(4, 1, new int[] {2, 2, 1, 0}), NAMES);

        assertEquals(
                List.of(
                        "class               share  color",
                        "cat                50.0 %  #000002",
                        "sky                25.0 %  not drawn",
                        "a very long name   25.0 %  #000001"),
                table.lines(label -> label == 0 ? Optional.empty() : Optional.of("#00000" + label)));
        assertEquals("cat 50.0 %, sky 25.0 %, a very long name 25.0 %", table.line());
    }

    @Test
    void namesOnlyTheClassesThatArePresent() {
        ShareTable table = ShareTable.of(LabelMap.copyOf(1, 1, new int[] {0}), NAMES);

        assertEquals("sky 100.0 %", table.line());
    }

    @Test
    void neverPrintsAClassThatIsThereAsZero() {
        int[] labels = new int[3000];
        labels[0] = 2;

        assertEquals(
                "sky 100.0 %, cat < 0.1 %",
                ShareTable.of(LabelMap.copyOf(3000, 1, labels), NAMES).line());
    }
}
