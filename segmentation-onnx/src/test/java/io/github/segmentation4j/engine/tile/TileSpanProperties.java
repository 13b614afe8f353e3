package io.github.segmentation4j.engine.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileSpanProperties {

    @Property
    void coresCoverTheAxisAndBeginOnTheGrid(
            @ForAll @IntRange(min = 1, max = 5000) int length,
            @ForAll @IntRange(min = 1, max = 40) int strides,
            @ForAll @IntRange(min = 0, max = 9) int halos,
            @ForAll @IntRange(min = 1, max = 32) int stride) {
        int core = strides * stride;
        int halo = halos * stride;
        List<TileSpan> spans = TileSpan.of(length, core, halo, stride);
        int next = 0;
        for (TileSpan span : spans) {
            assertEquals(next, span.from());
            assertTrue(span.to() - span.from() <= core, span.toString());
            assertEquals(0, span.from() % stride);
            assertEquals(0, span.readFrom() % stride);
            assertEquals(Math.max(0, span.from() - halo), span.readFrom());
            assertEquals(Math.min(length, span.to() + halo), span.readTo());
            next = span.to();
        }
        assertEquals(length, next);
        // No more tiles than are needed, but where rounding up to the grid makes one less of them.
        assertTrue(spans.size() <= (length + core - 1) / core, spans.toString());
    }

    @Test
    void whatIsToBeCutIsSharedEvenly() {
        assertEquals(List.of(new TileSpan(0, 56, 0, 64), new TileSpan(56, 100, 48, 100)), TileSpan.of(100, 64, 8, 8));
        assertEquals(List.of(new TileSpan(0, 64, 0, 64)), TileSpan.of(64, 64, 8, 8));
        // The grid of strides leaves no other choice than a short last one.
        assertEquals(List.of(new TileSpan(0, 64, 0, 64), new TileSpan(64, 65, 64, 65)), TileSpan.of(65, 64, 0, 32));
    }
}
