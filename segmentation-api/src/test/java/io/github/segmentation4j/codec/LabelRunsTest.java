package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelRunsTest {
    private static final int HEADER = 22;

    @TempDir
    Path folder;

    @Provide
    Arbitrary<LabelMap> anyLabels() {
        return RandomMaps.upTo(65_535);
    }

    @Provide
    Arbitrary<LabelMap> byteLabels() {
        return RandomMaps.upTo(255);
    }

    private static byte[] written(LabelMap labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFormat.runs().write(labels, out);
        return out.toByteArray();
    }

    private static LabelMap read(byte[] content) throws IOException {
        return LabelFormat.runs().read(new ByteArrayInputStream(content));
    }

    @Property
    void labelsAreReadBackExactly(@ForAll("anyLabels") LabelMap wide, @ForAll("byteLabels") LabelMap narrow)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFormat.runs().write(wide, out);
        LabelFormat.runs().write(narrow, out);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertEquals(wide, LabelFormat.runs().read(in));
        assertEquals(narrow, LabelFormat.runs().read(in));
        assertEquals(-1, in.read());
    }

    @Test
    void longRunsAndManyRuns() throws IOException {
        for (int length : new int[] {127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152, 3_000_000}) {
            LabelMap labels = LabelMap.copyOf(length, 1, new byte[length]);
            assertEquals(labels, read(written(labels)));
        }
        LabelMap noise =
                LabelMap.copyOf(300, 200, new Random(4).ints(60_000, 0, 65_536).toArray());
        assertEquals(noise, read(written(noise)));
    }

    /** The layout that the class comment states. */
    @Test
    void theBytesAreThoseOfTheFormat() throws IOException, DataFormatException {
        int[] labels = new int[400];
        Arrays.fill(labels, 0, 300, 258);
        Arrays.fill(labels, 300, 400, 3);
        ByteBuffer content = ByteBuffer.wrap(written(LabelMap.copyOf(200, 2, labels)));
        byte[] magic = new byte[6];
        content.get(magic);
        assertArrayEquals(new byte[] {'S', '4', 'J', 'L', 1, 2}, magic);
        assertEquals(200, content.getInt());
        assertEquals(2, content.getInt());
        assertEquals(2, content.getInt());
        assertEquals(content.limit() - HEADER, content.getInt());
        assertArrayEquals(new byte[] {1, 2, 0, 3, (byte) (300 % 128 + 128), 300 / 128, 100}, unpacked(content.array()));
    }

    private static byte[] unpacked(byte[] content) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(content, HEADER, content.length - HEADER);
        byte[] bytes = new byte[1000];
        int length = inflater.inflate(bytes);
        assertTrue(inflater.finished());
        inflater.end();
        return Arrays.copyOf(bytes, length);
    }

    /** A stream with this header and these bytes before compression. */
    private static byte[] forged(int labelBytes, int width, int height, int runs, int... bytes) {
        byte[] plain = new byte[bytes.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) bytes[i];
        }
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.allocate(HEADER + length)
                .put(new byte[] {'S', '4', 'J', 'L', 1, (byte) labelBytes})
                .putInt(width)
                .putInt(height)
                .putInt(runs)
                .putInt(length)
                .put(packed, 0, length)
                .array();
    }

    @Test
    void whatDoesNotAddUpIsRefused() throws IOException {
        assertEquals(LabelMap.copyOf(2, 1, new byte[] {7, 8}), read(forged(1, 2, 1, 2, 7, 8, 1, 1)));
        for (byte[] wrong : new byte[][] {
            forged(1, 2, 1, 2, 7, 8, 1, 2),
            forged(1, 2, 1, 2, 7, 8, 1),
            forged(1, 2, 1, 2, 7, 8, 1, 1, 0),
            forged(1, 3, 1, 2, 7, 8, 1, 1),
            forged(1, 2, 1, 2, 7, 8, 1, 128),
            forged(1, 2, 1, 1, 7, 130, 128, 128, 128, 128, 0),
            forged(1, 2, 1, 2, 7, 8, 255, 255, 255, 255, 127, 1),
            forged(3, 2, 1, 2, 7, 8, 1, 1),
            forged(1, 0, 1, 2, 7, 8, 1, 1),
            forged(1, 1 << 16, 1 << 16, 2, 7, 8, 1, 1),
            forged(2, 1 << 15, 1 << 15, 1 << 30, 7, 8, 1, 1),
        }) {
            assertThrows(InvalidFileException.class, () -> read(wrong));
        }
    }

    @Test
    void everyTruncationAndEveryChangedByteIsNoticed() throws IOException {
        byte[] content = written(LabelMap.copyOf(3, 2, new int[] {1, 2, 2, 4, 500, 600}));
        for (int length = 0; length < content.length; length++) {
            byte[] part = Arrays.copyOf(content, length);
            assertThrows(InvalidFileException.class, () -> read(part));
        }
        for (int i = 0; i < content.length; i++) {
            byte[] changed = content.clone();
            changed[i] ^= 4;
            assertThrows(InvalidFileException.class, () -> read(changed));
        }
    }

    @Test
    void aFileHoldsOneMap() throws IOException {
        Path file = folder.resolve("labels.runs");
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {0, 1});
        LabelFormat.runs().write(labels, file);
        assertEquals(labels, LabelFormat.runs().read(file));
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        InvalidFileException error = assertThrows(
                InvalidFileException.class, () -> LabelFormat.runs().read(file));
        assertTrue(error.getMessage().contains("has bytes behind its map"), error.getMessage());
    }
}
