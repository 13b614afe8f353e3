package io.github.segmentation4j.engine.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileAxisProperties {

    @Property
    void coresCoverTheAxisAndBeginOnTheGrid(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 40) int cells,
            @ForAll @IntRange(min = 0, max = 9) int halos,
            @ForAll @IntRange(min = 1, max = 8) int multiple,
            @ForAll @IntRange(min = 1, max = 4) int multiples) {
        int grid = multiples * multiple;
        int core = cells * grid;
        int halo = halos * grid;
        TileAxis axis = TileAxis.ofCores(length, core, halo, grid, multiple);
        int next = 0;
        for (TileSpan span : axis.spans()) {
            assertEquals(next, span.from());
            assertTrue(span.to() - span.from() <= core, span.toString());
            assertEquals(0, span.from() % grid);
            assertEquals(0, span.readFrom() % grid);
            assertEquals(Math.max(0, span.from() - halo), span.readFrom());
            assertEquals(Math.min(axis.padded(), span.to() + halo), span.readTo());
            assertEquals(0, span.readLength() % multiple);
            assertTrue(span.readFrom() < length, "every tile sees some of the image");
            next = span.to();
        }
        assertEquals(axis.padded(), next);
        assertPadding(axis, length, multiple);
        // No more tiles than are needed, but where rounding up to the grid makes one less of them.
        assertTrue(axis.spans().size() <= (axis.padded() + core - 1) / core, axis.toString());
    }

    private static void assertPadding(TileAxis axis, int length, int multiple) {
        assertEquals(length, axis.length());
        assertEquals(0, axis.padded() % multiple);
        assertTrue(axis.padded() >= length && axis.padded() < length + multiple, axis.toString());
    }

    @Property
    void windowsOverlapAndTheLastOneEndsWithTheImage(
            @ForAll @IntRange(min = 1, max = 3000) int length,
            @ForAll @IntRange(min = 1, max = 30) int cells,
            @ForAll @IntRange(min = 1, max = 30) int steps,
            @ForAll @IntRange(min = 1, max = 8) int multiple,
            @ForAll @IntRange(min = 1, max = 4) int multiples) {
        int grid = multiples * multiple;
        int window = Math.min(cells * grid, TileAxis.roundedUp(length, multiple));
        int step = Math.min(steps, cells) * grid;
        TileAxis axis = TileAxis.ofWindows(length, window, step, grid, multiple);
        int end = 0;
        int previous = -grid;
        for (int i = 0; i < axis.spans().size(); i++) {
            TileSpan span = axis.spans().get(i);
            assertTrue(span.from() <= end, "nothing is left out");
            assertTrue(span.from() > previous && span.from() - previous <= Math.max(step, grid), "from step to step");
            assertEquals(0, span.from() % grid);
            assertEquals(0, span.readLength() % multiple);
            assertEquals(span, new TileSpan(span.readFrom(), span.readTo(), span.from(), span.to()));
            assertTrue(span.readLength() <= window && span.readLength() > window - grid, span.toString());
            assertEquals(
                    i == axis.spans().size() - 1
                            ? axis.padded()
                            : axis.spans().get(i + 1).from(),
                    axis.doneAfter(i));
            end = span.to();
            previous = span.from();
        }
        assertEquals(axis.padded(), end);
        assertPadding(axis, length, multiple);
    }

    @Property
    void windowsOfTheOnlyLengthThereIsCoverTheAxis(
            @ForAll @IntRange(min = 1, max = 3000) int length,
            @ForAll @IntRange(min = 1, max = 300) int window,
            @ForAll @IntRange(min = 1, max = 32) int stride,
            @ForAll @IntRange(min = 0, max = 4) int halos) {
        int grid = Math.min(stride, window);
        int halo = Math.min(halos, (window - grid) / 2 / grid) * grid;
        int step = (window - 2 * halo) / grid * grid;
        TileAxis axis = TileAxis.ofFixedWindows(length, window, step, halo, grid, false);
        int next = 0;
        for (int i = 0; i < axis.spans().size(); i++) {
            TileSpan span = axis.spans().get(i);
            assertEquals(next, span.from());
            assertEquals(window, span.readLength());
            assertEquals(0, span.readFrom() % grid);
            assertTrue(span.readFrom() < length, "every tile sees some of the image");
            assertTrue(i == 0 || span.from() - span.readFrom() >= halo, "a halo before " + span);
            assertTrue(i == axis.spans().size() - 1 || span.readTo() - span.to() >= halo, "a halo behind " + span);
            next = span.to();
        }
        assertEquals(axis.padded(), next);
        assertTrue(axis.padded() < Math.max(window + 1, length + grid), "no more padding than the grid asks for");
        assertTrue(axis.padded() >= length, "nothing is left out");
    }

    @Test
    void whatIsToBeCutIsSharedEvenly() {
        assertEquals(List.of(new TileSpan(0, 56, 0, 64), new TileSpan(56, 100, 48, 100)), cores(100, 64, 8, 8));
        assertEquals(List.of(new TileSpan(0, 64, 0, 64)), cores(64, 64, 8, 8));
        // The grid of strides leaves no other choice than a short last one.
        assertEquals(List.of(new TileSpan(0, 64, 0, 64), new TileSpan(64, 65, 64, 65)), cores(65, 64, 0, 32));
    }

    private static List<TileSpan> cores(int length, int core, int halo, int stride) {
        return TileAxis.ofCores(length, core, halo, stride, 1).spans();
    }

    @Test
    void theLastWindowIsShiftedBack() {
        assertEquals(
                List.of(new TileSpan(0, 64, 0, 64), new TileSpan(48, 112, 48, 112), new TileSpan(64, 121, 64, 121)),
                TileAxis.ofWindows(121, 64, 48, 8, 1).spans());
        assertEquals(
                List.of(new TileSpan(0, 56, 0, 64), new TileSpan(56, 72, 48, 112), new TileSpan(72, 128, 64, 128)),
                TileAxis.ofFixedWindows(121, 64, 48, 8, 8, false).spans());
    }
}
