package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files that claim much: they are refused, or read, at the cost of what they hold. */
class TiffHazardsTest {
    private static final TiffLimits LIMITS = new TiffLimits(178_956_970, 1L << 30, 100);
    private static final int DEFLATE = 8;
    private static final int LZW = 5;
    private static final int PACK_BITS = 32_773;
    private static final int JPEG = 7;
    private static final int ASCII = 2;
    private static final int DOUBLE = 12;

    /** Far below what any of the claims would take, and above what a reader of nothing takes. */
    private static final long LITTLE = 4L << 20;

    static Stream<Arguments> refused() throws IOException {
        byte[] few = new byte[100];
        return Stream.of(
                Arguments.of("TOO_LARGE", TinyTiff.gray(60_000, 60_000).bytes(few)),
                Arguments.of(
                        "TOO_LARGE", TinyTiff.gray(8, 8).tile(65_520, 65_520).bytes(few)),
                Arguments.of(
                        "TOO_LARGE", TinyTiff.gray(8, 8).tile(46_000, 46_000).bytes(few)),
                Arguments.of(
                        "TOO_LARGE",
                        TinyTiff.gray(8, 8)
                                .with(Tag.COMPRESSION, DEFLATE)
                                .tile(30_000, 30_000)
                                .bytes(few)),
                Arguments.of(
                        "TOO_LARGE",
                        samples(TinyTiff.gray(13_370, 13_370), 4)
                                .with(Tag.BITS_PER_SAMPLE, 16)
                                .with(Tag.PHOTOMETRIC, 2)
                                .bytes(few)),
                Arguments.of("TRUNCATED", TinyTiff.gray(13_370, 13_370).bytes(few)),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(13_370, 13_370)
                                .with(Tag.COMPRESSION, DEFLATE)
                                .bytes(deflated(few))),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(13_370, 13_370).with(Tag.COMPRESSION, LZW).bytes(few)),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(13_370, 13_370)
                                .with(Tag.COMPRESSION, PACK_BITS)
                                .bytes(few)),
                Arguments.of("TRUNCATED", samples(TinyTiff.gray(8, 8), 65_535).bytes(few)),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(8, 8).with(Tag.ROWS_PER_STRIP, 1).bytes(few)),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(8, 8)
                                .claiming(Tag.STRIP_OFFSETS, 4, 1, 0x7FFF0000L)
                                .bytes(few)),
                Arguments.of(
                        "TRUNCATED",
                        TinyTiff.gray(1, 100_000_000)
                                .with(Tag.ROWS_PER_STRIP, 1)
                                .claiming(Tag.STRIP_OFFSETS, 4, 100_000_000, 8)
                                .bytes(few)),
                Arguments.of("DAMAGED", TinyTiff.gray(0, 8).bytes(few)),
                Arguments.of("DAMAGED", TinyTiff.gray(8, -1).bytes(few)),
                Arguments.of("DAMAGED", TinyTiff.gray(8, 8).tile(0, 16).bytes(few)));
    }

    private static TinyTiff samples(TinyTiff file, int samples) {
        return file.with(Tag.SAMPLES_PER_PIXEL, samples).with(Tag.BITS_PER_SAMPLE, 8);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void claimsBeyondTheFileAreRefusedBeforeTheyCost(String kind, byte[] content) {
        long before = allocated();
        TiffException thrown = assertThrows(
                TiffException.class, () -> TiffPhoto.open(content, LIMITS).decode());
        long cost = allocated() - before;
        assertEquals(kind, thrown.kind().name(), thrown.getMessage());
        assertTrue(cost < LITTLE, cost + " bytes: " + thrown.getMessage());
    }

    static Stream<byte[]> readAll() throws IOException {
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, (byte) 7);
        byte[] bomb = new byte[256 << 20];
        Arrays.fill(bomb, (byte) 7);
        return Stream.of(
                TinyTiff.gray(8, 8).with(Tag.ROWS_PER_STRIP, Integer.MAX_VALUE).bytes(pixels),
                TinyTiff.gray(8, 8).claiming(Tag.XMP, ASCII, 400_000_000, 8).bytes(pixels),
                TinyTiff.gray(8, 8).claiming(Tag.XMP, 1, 0xFFFFFFFFL, 8).bytes(pixels),
                TinyTiff.gray(8, 8).claiming(Tag.XMP, DOUBLE, 200_000_000, 8).bytes(pixels),
                // The strip goes on for 256 MiB after the picture.
                TinyTiff.gray(8, 8).with(Tag.COMPRESSION, DEFLATE).bytes(deflated(bomb)),
                // Only the part of the tile that lies in the picture is decoded.
                TinyTiff.gray(8, 8)
                        .with(Tag.COMPRESSION, DEFLATE)
                        .tile(13_000, 13_000)
                        .bytes(deflated(Arrays.copyOf(bomb, 13_000 * 13_000))));
    }

    @ParameterizedTest
    @MethodSource("readAll")
    void notesAndDataBeyondThePictureCostNothing(byte[] content) throws TiffException {
        long before = allocated();
        BufferedImage image = TiffPhoto.open(content, LIMITS).decode();
        long cost = allocated() - before;
        assertEquals(7, image.getRaster().getSample(7, 7, 0));
        assertTrue(cost < LITTLE, cost + " bytes");
    }

    @Test
    void aDirectoryThatLeadsToItselfIsReadOnce() throws TiffException {
        byte[] content = TinyTiff.gray(8, 8).bytes(new byte[64]);
        int link = 8 + 2 + 8 * 12;
        content[link] = 8;
        assertEquals(8, TiffPhoto.open(content, LIMITS).decode().getWidth());
    }

    /** A TIFF file of JPEG tiles of 16x16 pixels that all name the same bytes. */
    private static byte[] sharedTiles(int tiles, byte[] data) {
        TinyTiff file =
                TinyTiff.gray(16, 16 * tiles).with(Tag.COMPRESSION, JPEG).tile(16, 16);
        return file.sharing(tiles).bytes(data);
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg", out);
        return out.toByteArray();
    }

    @Test
    void tilesMayShareTheirDataAsLongAsThatIsNoBomb() throws IOException {
        byte[] tile = jpeg(16, 16);
        BufferedImage image = TiffPhoto.open(sharedTiles(40, tile), LIMITS).decode();
        assertEquals(640, image.getHeight());
        // Each takes a copy of 1 MiB, most of which lies behind the end of the stream.
        byte[] padded = Arrays.copyOf(tile, 1 << 20);
        byte[] enough = Arrays.copyOf(tile, 1_000_000);
        assertEquals(
                256, TiffPhoto.open(sharedTiles(16, enough), LIMITS).decode().getHeight());
        TiffException thrown = assertThrows(TiffException.class, () -> TiffPhoto.open(sharedTiles(17, padded), LIMITS));
        assertEquals(TiffException.Kind.TOO_LARGE, thrown.kind());
        assertTrue(thrown.getMessage().contains("share their data"), thrown.getMessage());
    }

    @Test
    void partsWithoutACountEndWhereTheNextBegins() throws IOException {
        byte[] tile = jpeg(16, 16);
        byte[] padded = Arrays.copyOf(tile, 1 << 20);
        byte[] file = TinyTiff.gray(16, 16 * 40)
                .with(Tag.COMPRESSION, JPEG)
                .tile(16, 16)
                .apart(40, padded.length / 40)
                .bytes(padded);
        // Each may go on for 25 KiB, not to the end of the file.
        for (int i = 0; i < 40; i++) {
            System.arraycopy(tile, 0, file, file.length - padded.length + i * (padded.length / 40), tile.length);
        }
        assertEquals(640, TiffPhoto.open(file, LIMITS).decode().getHeight());
    }

    @Test
    void aStreamOfMorePixelsThanItsTileIsRefused() throws IOException {
        assertEquals(
                16,
                TiffPhoto.open(sharedTiles(1, jpeg(32, 32)), LIMITS).decode().getWidth());
        for (byte[] larger : List.of(jpeg(33, 16), jpeg(16, 33), jpeg(2000, 2000))) {
            TiffPhoto photo = TiffPhoto.open(sharedTiles(1, larger), LIMITS);
            assertEquals(
                    TiffException.Kind.DAMAGED,
                    assertThrows(TiffException.class, photo::decode).kind());
        }
        // As a strip it may be too high: libtiff reads it too.
        byte[] strip = TinyTiff.gray(16, 8).with(Tag.COMPRESSION, JPEG).bytes(jpeg(16, 200));
        assertEquals(8, TiffPhoto.open(strip, LIMITS).decode().getHeight());
    }

    @Test
    void tilesMuchWiderOrHigherThanThePictureAreRefused() {
        byte[] wide =
                TinyTiff.gray(1, 10_000).tile(1_000_000, 1).sharing(10_000).bytes(new byte[1_000_000]);
        TiffException thrown = assertThrows(TiffException.class, () -> TiffPhoto.open(wide, LIMITS));
        assertEquals(TiffException.Kind.TOO_LARGE, thrown.kind());
        assertTrue(thrown.getMessage().contains("1000000x10000"), thrown.getMessage());
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Returns the bytes that this thread has allocated; by reflection, since this module does not read jdk.management. */
    private static long allocated() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
