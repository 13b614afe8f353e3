package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.tiff.SampleType.Format;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What an obvious encoder writes is read back, in pieces of any size, and what no encoder wrote is read or refused. */
class CodecProperties {
    private static final int CLEAR = 256;
    private static final int END = 257;

    @Property(tries = 300)
    void packBitsComeBack(@ForAll long seed, @ForAll @IntRange(max = 5_000) int length) throws TiffException {
        byte[] bytes = drawn(seed, length);
        assertComesBack(bytes, new PackBitsSource(span(packBits(bytes, new Random(seed)))), seed);
    }

    @Property(tries = 300)
    void lzwComesBack(@ForAll long seed, @ForAll @IntRange(max = 20_000) int length, @ForAll boolean old)
            throws TiffException {
        byte[] bytes = drawn(seed, length);
        // Old files are known by their first codes: the code 256 with its lowest bits first.
        assertComesBack(bytes, new LzwSource(span(lzw(bytes, old))), seed);
    }

    @Property(tries = 300)
    void anyBytesAreDecodedOrRefused(@ForAll byte[] bytes, @ForAll @IntRange(max = 3) int codec) {
        ByteSource source = switch (codec) {
            case 0 -> new PackBitsSource(span(bytes));
            case 1 -> new LzwSource(span(bytes));
            case 2 -> new DeflateSource(span(bytes));
            default -> stored(bytes);
        };
        byte[] target = new byte[100_000];
        TiffException thrown = assertThrows(TiffException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                source.read(target, 0, target.length);
            }
        });
        assertTrue(
                thrown.kind() == TiffException.Kind.TRUNCATED || thrown.kind() == TiffException.Kind.DAMAGED,
                thrown.getMessage());
        source.close();
    }

    @Property(tries = 300)
    void differencesOfPixelsAreSummedUp(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int samples,
            @ForAll @IntRange(min = 1, max = 40) int pixels,
            @ForAll @IntRange(max = 2) int size,
            @ForAll boolean littleEndian) {
        int bytes = 1 << size;
        long[] values = new Random(seed).longs((long) samples * pixels).toArray();
        byte[] plain = new byte[values.length * bytes];
        byte[] coded = new byte[plain.length];
        for (int i = 0; i < values.length; i++) {
            put(plain, i, bytes, values[i], littleEndian);
            put(coded, i, bytes, i < samples ? values[i] : values[i] - values[i - samples], littleEndian);
        }
        SampleType type = new SampleType(bytes * Byte.SIZE, Format.UNSIGNED, samples);
        new Predictor(Predictor.Kind.HORIZONTAL, type, samples, littleEndian, coded.length).undo(coded);
        assertArrayEquals(plain, coded);
    }

    @Property(tries = 300)
    void planesOfFloatsAreSummedUpAndPutTogether(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int samples,
            @ForAll @IntRange(min = 1, max = 40) int pixels,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll boolean littleEndian) {
        int bytes = 1 << size;
        int count = samples * pixels;
        long[] values = new Random(seed).longs(count).toArray();
        byte[] plain = new byte[count * bytes];
        byte[] planes = new byte[plain.length];
        for (int i = 0; i < count; i++) {
            put(plain, i, bytes, values[i], littleEndian);
            for (int digit = 0; digit < bytes; digit++) {
                planes[digit * count + i] = (byte) (values[i] >> ((bytes - 1 - digit) * Byte.SIZE));
            }
        }
        byte[] coded = planes.clone();
        for (int i = samples; i < coded.length; i++) {
            coded[i] = (byte) (planes[i] - planes[i - samples]);
        }
        SampleType type = new SampleType(bytes * Byte.SIZE, Format.FLOAT, samples);
        new Predictor(Predictor.Kind.FLOATING_POINT, type, samples, littleEndian, coded.length).undo(coded);
        assertArrayEquals(plain, coded);
    }

    @Property(tries = 300)
    void samplesOfAnySizeAreTakenBitByBit(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 32) int bits, @ForAll boolean littleEndian) {
        byte[] row = new byte[64];
        new Random(seed).nextBytes(row);
        int count = row.length * Byte.SIZE / bits;
        int[] samples = new int[2 * count + 1];
        new SampleReader(new SampleType(bits, Format.UNSIGNED, 1), littleEndian).read(row, samples, 1, 2, count);
        for (int i = 0; i < count; i++) {
            StringBuilder digits = new StringBuilder();
            for (int bit = i * bits; bit < (i + 1) * bits; bit++) {
                digits.append(row[bit / 8] >> (7 - bit % 8) & 1);
            }
            int value = (int) Long.parseLong(digits.toString(), 2);
            boolean swapped = littleEndian && bits % 8 == 0;
            int expected = swapped ? Integer.reverseBytes(value) >>> (Integer.SIZE - bits) : value;
            assertEquals(expected, samples[1 + 2 * i], bits + " bits, sample " + i);
        }
    }

    private static void put(byte[] target, int index, int bytes, long value, boolean littleEndian) {
        for (int digit = 0; digit < bytes; digit++) {
            int place = index * bytes + (littleEndian ? digit : bytes - 1 - digit);
            target[place] = (byte) (value >> (digit * Byte.SIZE));
        }
    }

    /** Bytes of which some stand in runs and some repeat what was before. */
    private static byte[] drawn(long seed, int length) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        int i = 0;
        while (i < length) {
            int run = Math.min(length - i, 1 + random.nextInt(300));
            if (random.nextBoolean()) {
                Arrays.fill(bytes, i, i + run, (byte) random.nextInt(4));
            } else {
                for (int j = i; j < i + run; j++) {
                    bytes[j] = (byte) random.nextInt(1 << random.nextInt(9));
                }
            }
            i += run;
        }
        return bytes;
    }

    private static ByteSource stored(byte[] bytes) {
        Span within = span(bytes);
        TiffBytes file = new TiffBytes(Storage.of(new Span(within.content())), true);
        return new StoredSource(file, within.start(), within.length(), false);
    }

    private static Span span(byte[] bytes) {
        byte[] within = new byte[bytes.length + 7];
        Arrays.fill(within, (byte) 0x5A);
        System.arraycopy(bytes, 0, within, 3, bytes.length);
        return new Span(within, 3, bytes.length);
    }

    private static void assertComesBack(byte[] expected, ByteSource source, long seed) throws TiffException {
        Random random = new Random(seed);
        byte[] read = new byte[expected.length + 2];
        int place = 0;
        while (place < expected.length) {
            int piece = Math.min(expected.length - place, 1 + random.nextInt(700));
            source.read(read, 1 + place, piece);
            place += piece;
        }
        assertArrayEquals(expected, Arrays.copyOfRange(read, 1, 1 + expected.length));
        assertEquals(0, read[0] | read[read.length - 1]);
        assertThrows(TiffException.class, () -> source.read(read, 0, 1));
    }

    static byte[] packBits(byte[] bytes, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < bytes.length) {
            int run = 1;
            while (run < 128 && i + run < bytes.length && bytes[i + run] == bytes[i]) {
                run++;
            }
            if (random.nextInt(10) == 0) {
                out.write(Byte.MIN_VALUE);
            }
            if (run > 1) {
                out.write(1 - run);
                out.write(bytes[i]);
                i += run;
            } else {
                int literals = Math.min(bytes.length - i, 1 + random.nextInt(128));
                out.write(literals - 1);
                out.write(bytes, i, literals);
                i += literals;
            }
        }
        return out.toByteArray();
    }

    /** LZW of strings in a map, the codes as text of zeros and ones. */
    static byte[] lzw(byte[] bytes, boolean lowestBitFirst) {
        StringBuilder bits = new StringBuilder();
        Map<String, Integer> table = new HashMap<>();
        int free = END + 1;
        int length = 9;
        String current = "";
        append(bits, CLEAR, length, lowestBitFirst);
        for (byte next : bytes) {
            String longer = current + (char) (next & 0xFF);
            if (longer.length() == 1 || table.containsKey(longer)) {
                current = longer;
                continue;
            }
            append(bits, code(table, current), length, lowestBitFirst);
            table.put(longer, free++);
            // The decoder is one entry behind; new files lengthen their codes one entry early.
            if (free == (1 << length) + (lowestBitFirst ? 1 : 0)) {
                length++;
            }
            if (free == 4094) {
                append(bits, CLEAR, length, lowestBitFirst);
                table.clear();
                free = END + 1;
                length = 9;
            }
            current = longer.substring(longer.length() - 1);
        }
        if (!current.isEmpty()) {
            append(bits, code(table, current), length, lowestBitFirst);
            if (free + 1 == (1 << length) + (lowestBitFirst ? 1 : 0)) {
                length++;
            }
        }
        append(bits, END, length, lowestBitFirst);
        byte[] packed = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            int place = lowestBitFirst ? i % 8 : 7 - i % 8;
            packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << place);
        }
        return packed;
    }

    private static int code(Map<String, Integer> table, String string) {
        return string.length() == 1 ? string.charAt(0) : table.get(string);
    }

    private static void append(StringBuilder bits, int code, int length, boolean lowestBitFirst) {
        for (int i = 0; i < length; i++) {
            bits.append(code >> (lowestBitFirst ? i : length - 1 - i) & 1);
        }
    }
}
