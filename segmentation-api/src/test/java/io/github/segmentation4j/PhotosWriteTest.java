package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.internal.raster.SampleImages;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotosWriteTest {
    @TempDir
    Path folder;

    private static Set<String> kinds() {
        return SampleImages.kinds().keySet();
    }

    private static BufferedImage noise(String kind, int width, int height) {
        BufferedImage image = SampleImages.kinds().get(kind).apply(width, height);
        return SampleImages.filled(image, new Random(width));
    }

    private static BufferedImage noise(int type, int width, int height) {
        return SampleImages.filled(new BufferedImage(width, height, type), new Random(width));
    }

    /** Returns what a segmenter sees: red, green, blue and alpha of each pixel. */
    private static byte[] read(BufferedImage image) {
        RgbRows rows = RgbRows.of(image);
        int width = image.getWidth();
        byte[] pixels = new byte[4 * width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, pixels, 4 * y * width);
            rows.readAlpha(y, pixels, (4 * y + 3) * width);
        }
        return pixels;
    }

    private Set<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPngFileHoldsWhatASegmenterSees(String kind) throws IOException {
        for (int width : new int[] {1, 7, 64}) {
            BufferedImage image = noise(kind, width, 5);
            Path file = folder.resolve("picture.png");
            Photos.write(image, file);
            assertArrayEquals(read(image), read(Photos.read(file)), kind + " of width " + width);
        }
        assertEquals(Set.of("picture.png"), filesLeft());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void aPartOfAPictureIsWrittenAlone(int type) throws IOException {
        BufferedImage part = noise(type, 30, 20).getSubimage(7, 5, 11, 9);
        Path file = folder.resolve("part.png");
        Photos.write(part, file);
        assertArrayEquals(read(part), read(Photos.read(file)));
    }

    @Test
    void bytesThatBeginElsewhereAreWritten() throws IOException {
        byte[] data = new byte[2000];
        new Random(1).nextBytes(data);
        for (BufferedImage image : new BufferedImage[] {
            Images.rgb(data, 13, 8, 9, 31), Images.rgba(data, 2, 8, 9, 35), Images.gray(data, 7, 8, 9, 10)
        }) {
            Path file = folder.resolve("bytes.png");
            Photos.write(image, file);
            assertArrayEquals(read(image), read(Photos.read(file)));
        }
    }

    @Test
    void sixteenBitsStaySixteenBits() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_USHORT_GRAY, 9, 6);
        Path file = folder.resolve("deep.png");
        Photos.write(image, file);
        assertArrayEquals(
                ((DataBufferUShort) image.getRaster().getDataBuffer()).getData(),
                assertInstanceOf(
                                DataBufferUShort.class,
                                Photos.read(file).getRaster().getDataBuffer())
                        .getData());
    }

    @Test
    void aPaletteStaysAPalette() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_BYTE_INDEXED, 9, 6);
        Path file = folder.resolve("palette.png");
        Photos.write(image, file);
        BufferedImage read = Photos.read(file);
        assertInstanceOf(IndexColorModel.class, read.getColorModel());
        assertArrayEquals(
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData(),
                ((DataBufferByte) read.getRaster().getDataBuffer()).getData());
    }

    /** ImageIO's own writer, given the samples in the layout that it takes as they are. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.75, 1})
    void aJpegFileIsThatOfTheEncoder(double quality) throws IOException {
        for (String kind : new String[] {"TYPE 5", "TYPE 1", "TYPE 4", "TYPE 10", "TYPE 11", "linear RGB"}) {
            BufferedImage image = noise(kind, 37, 20);
            if (image.getColorModel().hasAlpha()) {
                continue;
            }
            Path file = folder.resolve("picture.jpg");
            Photos.write(image, file, quality);
            assertArrayEquals(slowJpeg(image, quality), Files.readAllBytes(file), kind);
        }
    }

    private byte[] slowJpeg(BufferedImage image, double quality) throws IOException {
        boolean gray =
                image.getRaster().getNumBands() == 1 && image.getRaster().getTransferType() != DataBuffer.TYPE_INT;
        BufferedImage plain = new BufferedImage(
                image.getWidth(), image.getHeight(), gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        byte[] seen = new byte[3 * image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            RgbRows.of(image).read(y, seen, 0);
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < plain.getRaster().getNumBands(); band++) {
                    plain.getRaster().setSample(x, y, band, seen[3 * x + band] & 0xFF);
                }
            }
        }
        Path file = Files.createTempFile(folder, "slow", ".jpg");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality((float) quality);
            writer.write(null, new IIOImage(plain, null, null), settings);
        } finally {
            writer.dispose();
        }
        return Files.readAllBytes(file);
    }

    @Test
    void betterPicturesTakeMoreBytes() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 64, 64);
        Path file = folder.resolve("picture.jpeg");
        long last = 0;
        for (double quality : new double[] {0, 0.5, 0.9, 1}) {
            Photos.write(image, file, quality);
            assertTrue(Files.size(file) > last, "quality " + quality);
            last = Files.size(file);
        }
        Photos.write(image, folder.resolve("usual.jpg"));
        Photos.write(image, file, 0.9);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("usual.jpg")));
    }

    @Test
    void graysOfAJpegFileAreNotColors() throws IOException {
        Path file = folder.resolve("gray.jpg");
        Photos.write(noise(BufferedImage.TYPE_USHORT_GRAY, 20, 10), file);
        assertEquals(1, Photos.read(file).getRaster().getNumBands());
    }

    @Test
    void extensionsMayBeInCapitals() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 5, 4);
        Photos.write(image, folder.resolve("A.PNG"));
        Photos.write(image, folder.resolve("B.JpG"));
        assertArrayEquals(read(image), read(Photos.read(folder.resolve("A.PNG"))));
        assertEquals(0xFF, Files.readAllBytes(folder.resolve("B.JpG"))[0] & 0xFF);
    }

    @Test
    void aPictureWithAlphaIsNotWrittenAsJpeg() {
        Path file = folder.resolve("cut-out.jpg");
        assertEquals(
                file
                        + " was to hold a picture with alpha, which JPEG cannot: write a .png file, or draw the picture on an"
                        + " opaque one first",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Photos.write(noise(BufferedImage.TYPE_INT_ARGB, 3, 2), file))
                        .getMessage());
    }

    @Test
    void aSideThatJpegDoesNotHoldIsRefused() throws IOException {
        Path file = folder.resolve("long.jpg");
        Photos.write(new BufferedImage(65_500, 1, BufferedImage.TYPE_BYTE_GRAY), file);
        assertEquals(65_500, Photos.read(file).getWidth());
        BufferedImage longer = new BufferedImage(1, 65_501, BufferedImage.TYPE_BYTE_GRAY);
        String message = assertThrows(IllegalArgumentException.class, () -> Photos.write(longer, file))
                .getMessage();
        assertTrue(message.contains("1x65501") && message.contains("65500") && message.contains(".png"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture.bmp", "picture", "png", ".jpg.gif", "picture."})
    void otherExtensionsAreRefused(String name) throws IOException {
        Path file = folder.resolve(name);
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 3, 2);
        assertEquals(
                file + " was to hold a picture, but no format is known by that name: let it end in .png, .jpg or .jpeg",
                assertThrows(IllegalArgumentException.class, () -> Photos.write(image, file))
                        .getMessage());
        assertEquals(Set.of(), filesLeft());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, 90, Double.NaN})
    void otherQualitiesAreRefused(double quality) {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 3, 2);
        assertThrows(IllegalArgumentException.class, () -> Photos.write(image, folder.resolve("a.jpg"), quality));
        assertThrows(IllegalArgumentException.class, () -> Photos.write(image, folder.resolve("a.png"), quality));
    }

    @Test
    void theLossOfAPictureHalfWrittenLeavesTheFileBefore() throws IOException {
        Path file = folder.resolve("kept.png");
        BufferedImage before = noise(BufferedImage.TYPE_INT_RGB, 5, 4);
        Photos.write(before, file);
        WritableRaster raster = Raster.createPackedRaster(DataBuffer.TYPE_INT, 4, 4, new int[] {255}, null);
        raster.setSample(2, 3, 0, 1);
        BufferedImage failing = new BufferedImage(new FailingModel(), raster, false, null);
        assertThrows(ArithmeticException.class, () -> Photos.write(failing, file));
        assertArrayEquals(read(before), read(Photos.read(file)));
        assertEquals(Set.of("kept.png"), filesLeft());
    }

    /** Fails on all pixels but 0. */
    private static final class FailingModel extends ColorModel {
        FailingModel() {
            super(
                    32,
                    new int[] {8, 8, 8},
                    ColorSpace.getInstance(ColorSpace.CS_sRGB),
                    false,
                    false,
                    OPAQUE,
                    DataBuffer.TYPE_INT);
        }

        @Override
        public boolean isCompatibleRaster(Raster raster) {
            return true;
        }

        @Override
        public int getRed(int pixel) {
            return 1 / (1 - pixel);
        }

        @Override
        public int getGreen(int pixel) {
            return 0;
        }

        @Override
        public int getBlue(int pixel) {
            return 0;
        }

        @Override
        public int getAlpha(int pixel) {
            return 255;
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 3, 2);
        assertThrows(IOException.class, () -> Photos.write(image, folder.resolve("nowhere/a.png")));
    }
}
