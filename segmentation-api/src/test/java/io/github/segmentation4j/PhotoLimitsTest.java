package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would cost much are refused by their headers, which is seen by the message that tells the cost. */
class PhotoLimitsTest {
    @Test
    void equalByEachLimit() {
        PhotoLimits limits =
                PhotoLimits.DEFAULT.withMaxPixels(3).withMaxBytes(4).withMaxScans(5);
        assertEquals("at most 3 pixels, 4 bytes, 5 scans", limits.toString());
        assertEquals(limits, new PhotoLimits(3, 4, 5));
        assertEquals(limits.hashCode(), new PhotoLimits(3, 4, 5).hashCode());
        assertNotEquals(limits, limits.withMaxPixels(9));
        assertNotEquals(limits, limits.withMaxBytes(9));
        assertNotEquals(limits, limits.withMaxScans(9));
    }

    /** A PNG file of one short chunk of pixels, whatever its header says. */
    private static byte[] png(int width, int height, int depth, int color) {
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + 20 + 12);
        file.put(PngFile.SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) color)
                .array();
        putChunk(file, "IHDR", header);
        putChunk(file, "IDAT", new byte[8]);
        putChunk(file, "IEND", new byte[0]);
        return file.array();
    }

    private static void putChunk(ByteBuffer file, String type, byte[] data) {
        CRC32 sum = new CRC32();
        sum.update(type.getBytes(StandardCharsets.US_ASCII));
        sum.update(data);
        file.putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) sum.getValue());
    }

    /** A PNG file of 8x8 gray pixels without an end, of given compressed data. */
    private static byte[] endless(int interlace, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + 12 + data.length);
        file.put(PngFile.SIGNATURE);
        putChunk(file, "IHDR", new byte[] {0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, (byte) interlace});
        putChunk(file, "IDAT", data);
        return file.array();
    }

    private static byte[] deflated(byte[] data) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(data);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void pixelsOfAFileWithoutAnEndAreUnpackedAsFarAsTheHeaderCounts(int interlace) throws IOException {
        // 64 samples and a filter in each of 8 rows, or in each of the 15 rows of seven passes.
        int needed = interlace == 0 ? 72 : 79;
        byte[] whole = deflated(new byte[needed]);
        assertEquals(
                8,
                Photos.read(new ByteArrayInputStream(endless(interlace, whole))).getWidth());
        assertRefused(Kind.TRUNCATED, "truncated", endless(interlace, Arrays.copyOf(whole, whole.length - 5)));
        // 64 MiB behind the pixels, and no end that would be found behind them.
        byte[] bomb = deflated(new byte[64 << 20]);
        byte[] cut = Arrays.copyOf(bomb, bomb.length - 100);
        assertEquals(
                8,
                Photos.read(new ByteArrayInputStream(endless(interlace, cut))).getWidth());
    }

    @ParameterizedTest
    @CsvSource({"63, 6", "64, 1", "65, 1"})
    void notesAreUnpackedUpToALimitOfAllTogether(int fillers, int found) throws IOException {
        byte[] filler = xmp(new byte[1 << 20]);
        byte[] last = xmp("tiff:Orientation=\"6\"".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + fillers * (12 + filler.length) + 12 + last.length);
        file.put(PngFile.SIGNATURE);
        putChunk(file, "IHDR", new byte[] {0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0});
        for (int i = 0; i < fillers; i++) {
            putChunk(file, "zTXt", filler);
        }
        putChunk(file, "zTXt", last);
        assertEquals(Orientation.ofTag(found), PhotoFile.of(file.array()).orientation());
    }

    private static byte[] xmp(byte[] text) throws IOException {
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        note.writeBytes("XML:com.adobe.xmp\0\0".getBytes(StandardCharsets.US_ASCII));
        note.writeBytes(deflated(text));
        return note.toByteArray();
    }

    private static byte[] gif(int screen, int frame) {
        ByteBuffer file = ByteBuffer.allocate(13 + 10 + 5).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) screen).putShort((short) screen).put(new byte[3]);
        file.put((byte) ',')
                .putInt(0)
                .putShort((short) frame)
                .putShort((short) frame)
                .put((byte) 0);
        return file.put(new byte[] {2, 2, 0x44, 1, 0}).array();
    }

    private static byte[] bmp(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(54 + 100).order(ByteOrder.LITTLE_ENDIAN);
        file.put("BM".getBytes(StandardCharsets.US_ASCII)).putInt(154).putInt(0).putInt(54);
        return file.putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .array();
    }

    /** A JPEG file of the tests with its size overwritten. */
    private static byte[] jpeg(String name, int width, int height) throws IOException {
        byte[] file = resource(name);
        int at = 2;
        while ((file[at + 1] & 0xFF) != 0xC0 && (file[at + 1] & 0xFF) != 0xC2) {
            at += 2 + ByteBuffer.wrap(file).getChar(at + 2);
        }
        ByteBuffer.wrap(file).putChar(at + 5, (char) height).putChar(at + 7, (char) width);
        return file;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = PhotoLimitsTest.class.getResourceAsStream("/photos/pillow/" + name)) {
            return stream.readAllBytes();
        }
    }

    private static InvalidImageException refused(byte[] file, PhotoLimits limits) {
        return assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(file), limits));
    }

    private static void assertRefused(Kind kind, String part, byte[] file) {
        InvalidImageException e = refused(file, PhotoLimits.DEFAULT);
        assertEquals(kind, e.kind(), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void claimedPixelsAreBelievedBeforeAnyIsDecoded() throws IOException {
        assertRefused(Kind.TOO_LARGE, "60000x60000", png(60_000, 60_000, 1, 0));
        assertRefused(Kind.TOO_LARGE, "60000x60000", gif(60_000, 1));
        assertRefused(Kind.TOO_LARGE, "60000x60000", gif(1, 60_000));
        assertRefused(Kind.TOO_LARGE, "60000x60000", bmp(60_000, 60_000));
        assertRefused(Kind.TOO_LARGE, "1x2147483648", bmp(1, Integer.MIN_VALUE));
        assertRefused(Kind.TOO_LARGE, "65500x65500", jpeg("gray.jpg", 65_500, 65_500));
    }

    @Test
    void aFileTooShortForItsPixelsIsTruncatedWhateverItClaims() throws IOException {
        assertRefused(Kind.TRUNCATED, "truncated", png(13_000, 13_000, 8, 0));
        assertRefused(Kind.TRUNCATED, "truncated", gif(13_000, 13_000));
        assertRefused(Kind.TRUNCATED, "truncated", bmp(13_000, 13_000));
        assertRefused(Kind.TRUNCATED, "truncated", jpeg("gray.jpg", 13_000, 13_000));
    }

    @Test
    void bytesOfSamplesAreBounded() throws IOException {
        assertRefused(Kind.TOO_LARGE, "1352000000 bytes to decode", png(13_000, 13_000, 16, 6));
        // 40x24 pixels of three samples, and 27 blocks of 64 coefficients of two bytes, chroma being halved.
        byte[] progressive = resource("progressive.jpg");
        assertEquals(
                Kind.TOO_LARGE,
                refused(progressive, PhotoLimits.DEFAULT.withMaxBytes(6335)).kind());
        PhotoLimits enough = PhotoLimits.DEFAULT.withMaxBytes(6336);
        assertEquals(
                40, Photos.read(new ByteArrayInputStream(progressive), enough).getWidth());
        byte[] small = png(100, 100, 8, 2);
        assertEquals(
                Kind.TOO_LARGE,
                refused(small, PhotoLimits.DEFAULT.withMaxBytes(29_999)).kind());
        assertEquals(
                Kind.TRUNCATED,
                refused(small, PhotoLimits.DEFAULT.withMaxBytes(30_000)).kind());
    }

    @ParameterizedTest
    @CsvSource({"31, true", "32, true", "33, false", "1000, false", "100000, false"})
    void scansAreBounded(int scans, boolean read) throws IOException {
        byte[] file = progressive(scans);
        if (read) {
            assertEquals(40, Photos.read(new ByteArrayInputStream(file)).getWidth());
        } else {
            assertRefused(Kind.TOO_LARGE, scans + " scans", file);
            if (scans < 100) {
                PhotoLimits more = PhotoLimits.DEFAULT.withMaxScans(scans);
                assertEquals(
                        40, Photos.read(new ByteArrayInputStream(file), more).getWidth());
            }
        }
    }

    /** A progressive file whose last scan comes again and again: it says nothing new, and takes a look at every block. */
    private static byte[] progressive(int scans) throws IOException {
        byte[] file = resource("progressive.jpg");
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = 2; i + 1 < file.length; i++) {
            if ((file[i] & 0xFF) == 0xFF && (file[i + 1] & 0xFF) == 0xDA) {
                first = first < 0 ? i : first;
                last = i;
                count++;
            }
        }
        // A refinement of the lowest bit may be repeated: libjpeg warns of its order and goes on.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, file.length - 2);
        for (int i = count; i < scans; i++) {
            out.write(file, last, file.length - 2 - last);
        }
        out.write(file, file.length - 2, 2);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void limitsAreCheckedForFormatsOfWhichOnlyTheReaderKnows(int side) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY), "wbmp", out);
        PhotoLimits limits = PhotoLimits.DEFAULT.withMaxPixels(9);
        if (side <= 3) {
            assertEquals(
                    side,
                    Photos.read(new ByteArrayInputStream(out.toByteArray()), limits)
                            .getWidth());
        } else {
            assertEquals(Kind.TOO_LARGE, refused(out.toByteArray(), limits).kind());
        }
    }
}
