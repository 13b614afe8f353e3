package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Holds the nearest-neighbour rule against Pillow's; {@code src/test/python/make_nearest.py} wrote the table. */
class LabelMapResizeTest {

    /** Each line: a width, another, and the columns that Pillow takes from the one for the other. */
    @ParameterizedTest
    @CsvFileSource(resources = "/resize/nearest.csv")
    void resizingTakesTheColumnsAndRowsThatPillowTakes(ArgumentsAccessor line) {
        int from = line.getInteger(0);
        int to = line.getInteger(1);
        int[] ramp = IntStream.range(0, from).toArray();
        int[] expected = IntStream.range(0, to).map(i -> line.getInteger(2 + i)).toArray();
        assertEquals(
                LabelMap.copyOf(to, 1, expected), LabelMap.copyOf(from, 1, ramp).resize(to, 1));
        assertEquals(
                LabelMap.copyOf(1, to, expected), LabelMap.copyOf(1, from, ramp).resize(1, to));
    }
}
