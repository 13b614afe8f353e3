package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartCacheTest {
    private static PartCache.Key key(int column) {
        return new PartCache.Key(1_000, PixelKind.GRAY, 0, column);
    }

    private static Picture picture() throws TiffException {
        return new Picture(PixelKind.GRAY, 10, 10, new byte[0][]);
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws TiffException {
        PartCache cache = new PartCache(300);
        Picture first = picture();
        Picture third = picture();
        cache.put(key(1), first, 100);
        cache.put(key(2), picture(), 100);
        cache.put(key(3), third, 100);
        assertSame(first, cache.get(key(1)));
        cache.put(key(4), picture(), 150);
        assertNull(cache.get(key(2)));
        assertNull(cache.get(key(3)));
        assertSame(first, cache.get(key(1)));
    }

    @Test
    void aPartThatComesTwiceCountsOnce() throws TiffException {
        PartCache cache = new PartCache(300);
        Picture other = picture();
        cache.put(key(1), other, 100);
        for (int i = 0; i < 5; i++) {
            cache.put(key(2), picture(), 200);
        }
        assertSame(other, cache.get(key(1)));
        cache.clear();
        assertNull(cache.get(key(1)));
        cache.put(key(3), other, 300);
        assertSame(other, cache.get(key(3)));
    }

    @Test
    void whatIsLargerThanTheBoundIsNotTaken() {
        assertTrue(new PartCache(300).takes(300));
        assertFalse(new PartCache(300).takes(301));
    }
}
