package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPngTest {
    private static final int[] COLORS = new Random(1).ints(256, 0, 1 << 24).toArray();

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

    private static byte[] written(LabelFormat format, LabelMap labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(labels, out);
        return out.toByteArray();
    }

    private static LabelMap read(byte[] content) throws IOException {
        return LabelFormat.png().read(new ByteArrayInputStream(content));
    }

    @Property
    void grayIsReadBackExactlyAndAsImageIoReadsIt(@ForAll("anyLabels") LabelMap labels) throws IOException {
        byte[] content = written(LabelFormat.png(), labels);
        assertEquals(labels, read(content));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
        assertEquals(
                labels.maxLabel() > 255 ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY,
                image.getType());
        assertSamples(labels, image);
    }

    @Property
    void indicesAreReadBackExactlyAndColorsAreThoseGiven(@ForAll("byteLabels") LabelMap labels) throws IOException {
        byte[] content = written(LabelFormat.palettePng(COLORS), labels);
        assertEquals(labels, read(content));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
        assertInstanceOf(IndexColorModel.class, image.getColorModel());
        assertSamples(labels, image);
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                assertEquals(0xFF000000 | COLORS[labels.labelAt(x, y)], image.getRGB(x, y));
            }
        }
    }

    private static void assertSamples(LabelMap labels, BufferedImage image) {
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                assertEquals(labels.labelAt(x, y), image.getRaster().getSample(x, y, 0));
            }
        }
    }

    @Test
    void aLargeMapTakesSeveralChunks() throws IOException {
        int[] noise = new Random(2).ints(700 * 300, 0, 65_536).toArray();
        LabelMap labels = LabelMap.copyOf(700, 300, noise);
        assertEquals(labels, read(written(LabelFormat.png(), labels)));
    }

    @Test
    void equalColorsStayDifferentLabels() throws IOException {
        LabelMap labels = LabelMap.copyOf(3, 1, new int[] {0, 1, 2});
        assertEquals(labels, read(written(LabelFormat.palettePng(0x123456, 0x123456, 0x123456), labels)));
    }

    @Test
    void colorsAreGivenAsNumbersOrAsColors() throws IOException {
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {1, 0});
        assertArrayEquals(
                written(LabelFormat.palettePng(0x000000, 0xFF8000), labels),
                written(LabelFormat.palettePng(Color.BLACK, new Color(255, 128, 0)), labels));
    }

    /** PASCAL VOC's palette begins with black, and few files use all of it. */
    @Test
    void aPaletteOfImageIoIsReadAsIndices() throws IOException {
        byte[] red = {0, (byte) 128, 0, (byte) 128, 9};
        IndexColorModel colors = new IndexColorModel(8, 5, red, new byte[5], new byte[5]);
        BufferedImage image = new BufferedImage(5, 2, BufferedImage.TYPE_BYTE_INDEXED, colors);
        image.getRaster().setPixels(0, 0, 5, 2, new int[] {4, 3, 2, 1, 0, 0, 1, 2, 3, 4});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        assertEquals(LabelMap.copyOf(5, 2, new int[] {4, 3, 2, 1, 0, 0, 1, 2, 3, 4}), read(out.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void fewBitsAPixelAreReadUnscaled(int bits) throws IOException {
        int width = 19;
        int[] labels = IntStream.range(0, width).map(x -> x % (1 << bits)).toArray();
        byte[] row = new byte[1 + (width * bits + 7) / 8];
        for (int x = 0; x < width; x++) {
            row[1 + x * bits / 8] |= (byte) (labels[x] << (8 - bits - x * bits % 8));
        }
        byte[] gray = new HandmadePng(width, 1, bits, 0).pixels(row).bytes();
        byte[] indexed = new HandmadePng(width, 1, bits, 3)
                .chunk("PLTE", new byte[3 << bits])
                .pixels(row)
                .bytes();
        assertEquals(LabelMap.copyOf(width, 1, labels), read(gray));
        assertEquals(LabelMap.copyOf(width, 1, labels), read(indexed));
    }

    /** Some tools mark the ignored label as transparent. */
    @Test
    void transparencyDoesNotChangeLabels() throws IOException {
        byte[] row = {0, 7, (byte) 255, 0, 9};
        byte[] gray = new HandmadePng(4, 1, 8, 0)
                .chunk("tRNS", (byte) 0, (byte) 255)
                .pixels(row)
                .bytes();
        byte[] indexed = new HandmadePng(4, 1, 8, 3)
                .chunk("PLTE", new byte[3 * 256])
                .chunk("tRNS", (byte) 0, (byte) 128)
                .pixels(row)
                .bytes();
        LabelMap labels = LabelMap.copyOf(4, 1, new int[] {7, 255, 0, 9});
        assertEquals(labels, read(gray));
        assertEquals(labels, read(indexed));
        byte[] deep = new HandmadePng(2, 1, 16, 0)
                .chunk("tRNS", (byte) 1, (byte) 2)
                .pixels((byte) 0, (byte) 1, (byte) 2, (byte) 255, (byte) 254)
                .bytes();
        assertEquals(LabelMap.copyOf(2, 1, new int[] {0x102, 0xFFFE}), read(deep));
    }

    @Test
    void colorsAreRefused() {
        byte[] rgb = new HandmadePng(1, 1, 8, 2).pixels(new byte[4]).bytes();
        byte[] rgba = new HandmadePng(1, 1, 8, 6).pixels(new byte[5]).bytes();
        byte[] alpha = new HandmadePng(1, 1, 8, 4).pixels(new byte[3]).bytes();
        assertMessage("The stream holds colors, but labels are one number a pixel", rgb);
        assertMessage("The stream holds colors, but labels are one number a pixel", rgba);
        assertMessage("The stream holds gray with alpha, but labels are one number a pixel", alpha);
    }

    private static void assertMessage(String expected, byte[] content) {
        InvalidFileException error = assertThrows(InvalidFileException.class, () -> read(content));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @Test
    void everyTruncationAndEveryChangedByteIsNoticed() throws IOException {
        byte[] content = written(LabelFormat.palettePng(COLORS), LabelMap.copyOf(3, 2, new int[] {1, 2, 3, 4, 5, 6}));
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
    void pixelsThatEndTooEarlyAreNoticed() {
        byte[] content = new HandmadePng(4, 4, 8, 0).pixels(new byte[5]).bytes();
        assertThrows(InvalidFileException.class, () -> read(content));
    }

    @Test
    void aHeaderAloneDoesNotFillTheMemory() {
        byte[] content =
                new HandmadePng(46_000, 46_000, 8, 0).pixels(new byte[5]).bytes();
        assertMessage("The stream says that it has 46000x46000 pixels", content);
        assertMessage(
                "pixels, which its",
                new HandmadePng(0, 1, 8, 0).pixels(new byte[5]).bytes());
        assertMessage(
                "pixels, which its",
                new HandmadePng(-1, -1, 16, 0).pixels(new byte[5]).bytes());
    }

    @Test
    void labelsWithoutAColorAreRefused() {
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {0, 300});
        LabelFormat format = LabelFormat.palettePng(COLORS);
        Path file = folder.resolve("a.png");
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> format.write(labels, file));
        assertEquals(
                "Label 300 is in this map, but only 256 colors were given:"
                        + " give one for each label up to the highest, or write gray",
                error.getMessage());
        assertTrue(Files.notExists(file));
        assertThrows(IllegalArgumentException.class, () -> LabelFormat.palettePng(new int[0]));
        assertThrows(IllegalArgumentException.class, () -> LabelFormat.palettePng(new int[257]));
        assertThrows(IllegalArgumentException.class, () -> LabelFormat.palettePng(0, 0x1000000));
        assertThrows(IllegalArgumentException.class, () -> LabelFormat.palettePng(new Color(1, 2, 3, 4)));
    }

    @Test
    void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
        Path file = folder.resolve("labels.png");
        LabelMap first = LabelMap.copyOf(1, 1, new int[] {1});
        LabelMap second = LabelMap.copyOf(2, 2, new int[] {1, 2, 3, 4_000});
        LabelFormat.png().write(first, file);
        assertEquals(first, LabelFormat.png().read(file));
        LabelFormat.png().write(second, file);
        assertEquals(second, LabelFormat.png().read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertThrows(NoSuchFileException.class, () -> LabelFormat.png().read(folder.resolve("none.png")));
    }
}
