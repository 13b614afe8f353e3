package io.github.segmentation4j.internal.png;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.zip.Adler32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AdlerProperties {
    private static int adler(byte[] bytes, int from, int to) {
        Adler32 adler = new Adler32();
        adler.update(bytes, from, to - from);
        return (int) adler.getValue();
    }

    @Property
    void theChecksumOfPartsIsThatOfTheWhole(
            @ForAll @Size(max = 5000) byte[] bytes, @ForAll @IntRange(max = 5000) int firstPart) {
        int cut = Math.min(firstPart, bytes.length);
        assertEquals(
                adler(bytes, 0, bytes.length),
                Adler.combine(adler(bytes, 0, cut), adler(bytes, cut, bytes.length), bytes.length - cut));
    }

    @Test
    void nothingInFrontOrBehindChangesNothing() {
        byte[] bytes = {3, 1, 4};
        assertEquals(adler(bytes, 0, 3), Adler.combine(Adler.OF_NOTHING, adler(bytes, 0, 3), 3));
        assertEquals(adler(bytes, 0, 3), Adler.combine(adler(bytes, 0, 3), Adler.OF_NOTHING, 0));
    }

    /** The sums of many high bytes wrap around often. */
    @Test
    void highBytesByTheMillionAreSummedRight() {
        byte[] bytes = new byte[3_000_000];
        Arrays.fill(bytes, (byte) 0xFF);
        int checksum = Adler.OF_NOTHING;
        int part = 65_521;
        for (int from = 0; from < bytes.length; from += part) {
            int to = Math.min(bytes.length, from + part);
            checksum = Adler.combine(checksum, adler(bytes, from, to), to - from);
        }
        assertEquals(adler(bytes, 0, bytes.length), checksum);
    }
}
