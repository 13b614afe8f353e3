package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
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
