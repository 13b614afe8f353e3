package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotosTest {
    private static final int PNG_SIGNATURE_AND_HEADER = 8 + 25;

    @TempDir
    Path folder;

    /** An upright picture of 3x2 pixels, each of another color. */
    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, 0xFF000000 | ((i * 40) << 16) | ((i * 30) << 8) | (255 - i * 40));
        }
        return image;
    }

    /** How the picture lies in a file of each orientation, by the definitions of EXIF: pixel (x, y) of the file. */
    private static int[] pictureOf(int orientation, int x, int y) {
        return switch (orientation) {
            case 1 -> new int[] {x, y};
            case 2 -> new int[] {2 - x, y};
            case 3 -> new int[] {2 - x, 1 - y};
            case 4 -> new int[] {x, 1 - y};
            case 5 -> new int[] {y, x};
            case 6 -> new int[] {2 - y, x};
            case 7 -> new int[] {2 - y, 1 - x};
            default -> new int[] {y, 1 - x};
        };
    }

    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        boolean turned = orientation > 4;
        BufferedImage stored = new BufferedImage(turned ? 2 : 3, turned ? 3 : 2, upright.getType());
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int[] source = pictureOf(orientation, x, y);
                stored.getRaster()
                        .setDataElements(x, y, upright.getRaster().getDataElements(source[0], source[1], null));
            }
        }
        return stored;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    /** A TIFF block whose one entry is the orientation. */
    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(26).order(order);
        block.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        block.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return block.array();
    }

    private static byte[] pngWithExif(byte[] png, byte[] exif) {
        ByteBuffer chunk = ByteBuffer.allocate(exif.length + 12);
        chunk.putInt(exif.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(exif);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, exif.length + 4);
        chunk.putInt((int) checksum.getValue());
        return inserted(png, PNG_SIGNATURE_AND_HEADER, chunk.array());
    }

    private static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        ByteBuffer segment = ByteBuffer.allocate(exif.length + 10);
        segment.putShort((short) 0xFFE1).putShort((short) (exif.length + 8));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
        return inserted(jpeg, 2, segment.array());
    }

    private static byte[] inserted(byte[] content, int position, byte[] part) {
        ByteBuffer result = ByteBuffer.allocate(content.length + part.length);
        return result.put(content, 0, position)
                .put(part)
                .put(content, position, content.length - position)
                .array();
    }

    private static void assertSamePixels(BufferedImage expected, BufferedImage image) {
        assertEquals(expected.getWidth(), image.getWidth());
        assertEquals(expected.getHeight(), image.getHeight());
        int width = image.getWidth();
        int height = image.getHeight();
        assertArrayEquals(
                expected.getRGB(0, 0, width, height, null, 0, width),
                image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BufferedImage read(byte[] content) {
        return Photos.read(new ByteArrayInputStream(content));
    }

    private static String failure(byte[] content) {
        return assertThrows(InvalidImageException.class, () -> read(content)).getMessage();
    }

    private static void holds(String message, String... pieces) {
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void everyOrientationIsTurnedUpright(int orientation) throws IOException {
        for (int type : new int[] {
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_BINARY
        }) {
            BufferedImage upright = picture(type);
            byte[] stored = encoded(asStored(upright, orientation), "png");
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                BufferedImage image = read(pngWithExif(stored, exif(orientation, order)));
                assertSamePixels(upright, image);
                assertEquals(read(stored).getColorModel(), image.getColorModel());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void jpegFilesAreTurnedToo(int orientation) throws IOException {
        byte[] jpeg = encoded(asStored(picture(BufferedImage.TYPE_3BYTE_BGR), orientation), "jpg");
        BufferedImage stored = ImageIO.read(new ByteArrayInputStream(jpeg));
        BufferedImage image = read(jpegWithExif(jpeg, exif(orientation, ByteOrder.BIG_ENDIAN)));
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int[] source = pictureOf(orientation, x, y);
                assertEquals(stored.getRGB(x, y), image.getRGB(source[0], source[1]));
            }
        }
    }

    @Test
    void damagedExifLeavesThePhotoAsItIs() throws IOException {
        byte[] png = encoded(picture(BufferedImage.TYPE_3BYTE_BGR), "png");
        byte[] good = exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < 20; length++) {
            assertEquals(3, read(pngWithExif(png, Arrays.copyOf(good, length))).getWidth());
        }
        assertEquals(3, read(pngWithExif(png, exif(99, ByteOrder.BIG_ENDIAN))).getWidth());
        assertEquals(2, read(pngWithExif(png, good)).getWidth());
    }

    @Test
    void webpOrientationIsFound() {
        ByteBuffer file = ByteBuffer.allocate(12 + 8 + 3 + 1 + 8 + 26).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(50)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII));
        file.putInt(3)
                .put(new byte[4])
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(26);
        file.put(exif(8, ByteOrder.LITTLE_ENDIAN));
        assertEquals(Orientation.TURNED_270, PhotoFile.of(file.array()).orientation());
        assertNull(PhotoFile.of(file.array()).flaw());
        assertNotNull(PhotoFile.of(Arrays.copyOf(file.array(), 40)).flaw());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk", "ycck"})
    void cmykBecomesTheRgbThatPillowMakes(String name) throws IOException {
        BufferedImage expected = ImageIO.read(getClass().getResource("/photos/" + name + "-rgb.png"));
        BufferedImage image;
        try (InputStream in = getClass().getResourceAsStream("/photos/" + name + ".jpg")) {
            image = Photos.read(in);
        }
        assertEquals(expected.getWidth(), image.getWidth());
        int largest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = ((expected.getRGB(x, y) >> shift) & 0xFF) - ((image.getRGB(x, y) >> shift) & 0xFF);
                    largest = Math.max(largest, Math.abs(difference));
                }
            }
        }
        // The JDK's inverse cosine transform and Pillow's differ by one or two now and then.
        assertTrue(largest <= 3, "largest difference " + largest);
    }

    @Test
    void theLimitIsCheckedBeforeDecoding() throws IOException {
        byte[] png = encoded(picture(BufferedImage.TYPE_3BYTE_BGR), "png");
        assertEquals(3, Photos.read(new ByteArrayInputStream(png), 6).getWidth());
        Exception e = assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(png), 5));
        holds(e.getMessage(), "3x2", "limit of 5", "smaller");
        byte[] header = Arrays.copyOf(png, PNG_SIGNATURE_AND_HEADER);
        ByteBuffer.wrap(header).putInt(16, 60_000).putInt(20, 60_000);
        holds(failure(header), "60000x60000");
        assertThrows(IllegalArgumentException.class, () -> Photos.read(new ByteArrayInputStream(png), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void truncatedFilesAreRefusedWhereverTheyEnd(String format) throws IOException {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(3);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt());
        }
        byte[] whole = encoded(noise, format);
        assertEquals(64, read(whole).getWidth());
        int step = whole.length / 40;
        // The end of a PNG file, 12 bytes, says nothing of its picture.
        int needed = whole.length - (format.equals("png") ? 12 : 2);
        for (int length = 1; length < needed; length += step) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(InvalidImageException.class, () -> read(part), format + " cut at " + part.length);
        }
    }

    @Test
    void whatIsNoPhotoIsRefusedWithASentence() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "not a picture at all");
        holds(
                assertThrows(InvalidImageException.class, () -> Photos.read(text))
                        .getMessage(),
                "text.jpg",
                "PNG",
                "JPEG");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        holds(
                assertThrows(InvalidImageException.class, () -> Photos.read(empty))
                        .getMessage(),
                "empty.png",
                "0 bytes");
        holds(
                assertThrows(InvalidImageException.class, () -> Photos.read(folder.resolve("none.png")))
                        .getMessage(),
                "no file",
                "none.png");
        holds(
                assertThrows(InvalidImageException.class, () -> Photos.read(folder))
                        .getMessage(),
                "folder");
    }

    @Test
    void theStreamIsLeftOpen() throws IOException {
        boolean[] closed = {false};
        InputStream stream = new ByteArrayInputStream(encoded(picture(BufferedImage.TYPE_3BYTE_BGR), "png")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Photos.read(stream);
        assertFalse(closed[0]);
    }

    @Test
    void aReasonIsGivenWhereTheDecoderGivesNone() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        Exception e = assertThrows(InvalidImageException.class, () -> Photos.read(broken));
        assertEquals("The stream of a photo cannot be read: EOFException", e.getMessage());
    }
}
