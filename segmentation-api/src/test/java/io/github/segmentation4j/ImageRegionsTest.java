package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.internal.tiff.WrittenTiff;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Layout;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Packing;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageRegionsTest {
    private static final int SIDE = 300;

    @TempDir
    Path folder;

    private Path written(Packing packing) throws IOException {
        return written(layout(packing));
    }

    private Path written(Layout layout) throws IOException {
        return Files.write(folder.resolve("image.tif"), WrittenTiff.of(layout));
    }

    private static Layout layout(Packing packing) {
        return new Layout(WrittenTiff.Kind.BIG_INTEL, Pixels.RGB, packing, SIDE, SIDE, 64, 64, false, false, 0, 7);
    }

    private static InvalidImageException refused(Path file) {
        return assertThrows(InvalidImageException.class, () -> ImageRegions.open(file));
    }

    @Test
    void aPictureOfAnySizeIsOpenedAndItsTilesReadAlone() throws IOException {
        // 4 GiB of uncompressed gray that the file system need not store, with one pixel of its own at the end.
        int width = 70_000;
        int height = 62_000;
        Path file = folder.resolve("giant.tif");
        writeSparse(file, width, height, 200);
        try (ImageRegions regions = ImageRegions.open(file)) {
            assertEquals(width, regions.width());
            assertEquals(height, regions.height());
            BufferedImage corner = regions.read(width - 100, height - 50, 100, 50);
            assertEquals(200, corner.getRaster().getSample(99, 49, 0));
            assertEquals(0, corner.getRaster().getSample(98, 49, 0));
            assertEquals(0, regions.read(0, 0, 500, 3).getRaster().getSample(499, 2, 0));
            InvalidImageException whole =
                    assertThrows(InvalidImageException.class, () -> regions.read(0, 0, width, height));
            assertEquals(Kind.TOO_LARGE, whole.kind());
            assertTrue(whole.getMessage().contains("a region of 70000x62000 pixels"), whole.getMessage());
        }
        assertEquals(
                Kind.TOO_LARGE,
                assertThrows(InvalidImageException.class, () -> Photos.read(file))
                        .kind());
    }

    /** Writes a BigTIFF file of one uncompressed strip, of which only the last pixel is not black. */
    private static void writeSparse(Path file, int width, int height, int lastPixel) throws IOException {
        long pixels = (long) width * height;
        long[][] fields = {
            {256, width}, {257, height}, {258, 8}, {259, 1}, {262, 1}, {273, 0}, {277, 1}, {278, height}, {279, pixels}
        };
        int start = 16 + 8 + 20 * fields.length + 8;
        ByteBuffer head = ByteBuffer.allocate(start);
        head.put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0);
        head.putLong(16).putLong(fields.length);
        for (long[] field : fields) {
            long value = field[0] == 273 ? start : field[1];
            head.putShort((short) field[0]).putShort((short) 16).putLong(1).putLong(value);
        }
        head.putLong(0).flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(head, 0);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) lastPixel}), start + pixels - 1);
        }
    }

    @Test
    void onlyWhatARectangleTouchesIsDecoded() throws IOException {
        Path file = written(Packing.DEFLATE);
        byte[] content = Files.readAllBytes(file);
        // The first tile begins behind the header of 16 bytes.
        Arrays.fill(content, 16, 40, (byte) 0x55);
        Files.write(file, content);
        try (ImageRegions regions = ImageRegions.open(file)) {
            assertEquals(64, regions.read(64, 0, 64, 64).getWidth());
            assertEquals(64, regions.read(0, 64, 64, 64).getWidth());
            InvalidImageException damaged = assertThrows(InvalidImageException.class, () -> regions.read(63, 63, 2, 2));
            assertEquals(Kind.DAMAGED, damaged.kind());
            assertTrue(damaged.getMessage().startsWith(file + " is a damaged TIFF file"), damaged.getMessage());
        }
    }

    @Test
    void aTileIsDecodedOnceAndKept() throws IOException {
        Path file = written(Packing.DEFLATE);
        BufferedImage whole = Photos.read(file);
        try (ImageRegions cached = ImageRegions.open(file);
                ImageRegions uncached = ImageRegions.open(file, PhotoLimits.DEFAULT, 0)) {
            cached.read(0, 0, 64, 64);
            uncached.read(0, 0, 64, 64);
            byte[] content = Files.readAllBytes(file);
            Arrays.fill(content, 16, 40, (byte) 0x55);
            Files.write(file, content);
            ImageRegionsProperties.assertSame(whole, 5, 6, cached.read(5, 6, 50, 40));
            assertThrows(InvalidImageException.class, () -> uncached.read(0, 0, 64, 64));
        }
    }

    static List<TiffPhotosTest.Drawn> drawn() {
        return TiffPhotosTest.drawn();
    }

    /** Files of other programs, of kinds beyond those of {@link WrittenTiff}: fax, Lab, CMYK, subsampled chroma, odd bits. */
    @ParameterizedTest
    @MethodSource("drawn")
    void rectanglesOfFilesOfOtherProgramsAreThoseOfTheWhole(TiffPhotosTest.Drawn drawn) throws IOException {
        Path file = Files.write(folder.resolve("other.tif"), TiffPhotosTest.bytes(drawn.name()));
        BufferedImage whole = Photos.read(file);
        Random random = new Random(drawn.name().hashCode());
        for (long cache : new long[] {0, ImageRegions.DEFAULT_CACHE_BYTES}) {
            try (ImageRegions regions = ImageRegions.open(file, PhotoLimits.DEFAULT, cache)) {
                assertEquals(drawn.width(), regions.width());
                assertEquals(drawn.height(), regions.height());
                for (int i = 0; i < 8; i++) {
                    int x = random.nextInt(drawn.width());
                    int y = random.nextInt(drawn.height());
                    int width = 1 + random.nextInt(drawn.width() - x);
                    int height = 1 + random.nextInt(drawn.height() - y);
                    ImageRegionsProperties.assertSame(whole, x, y, regions.read(x, y, width, height));
                }
            }
        }
    }

    @Test
    void manyThreadsReadAtOnce() throws Exception {
        Path file = written(Packing.DEFLATE);
        BufferedImage whole = Photos.read(file);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        // The cache holds three of 25 tiles.
        try (ImageRegions regions = ImageRegions.open(file, PhotoLimits.DEFAULT, 3 * 64 * 64 * 3)) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int x = i * 37 % 200;
                int y = i * 61 % 200;
                calls.add(() -> {
                    ImageRegionsProperties.assertSame(whole, x, y, regions.read(x, y, 100, 90));
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void otherFormatsAreReadWhole() throws IOException {
        BufferedImage image = Photos.read(written(Packing.NONE));
        Path png = folder.resolve("image.png");
        Photos.write(image, png);
        try (ImageRegions regions = ImageRegions.open(png)) {
            assertEquals(SIDE, regions.width());
            BufferedImage region = regions.read(20, 30, 50, 60);
            ImageRegionsProperties.assertSame(Photos.read(png), 20, 30, region);
            region.setRGB(0, 0, 0x123456);
            ImageRegionsProperties.assertSame(Photos.read(png), 20, 30, regions.read(20, 30, 50, 60));
        }
        try (ImageRegions regions = ImageRegions.open(png)) {
            InvalidImageException noBands =
                    assertThrows(InvalidImageException.class, () -> regions.readBands(0, 0, 5, 5));
            assertEquals(Kind.UNSUPPORTED, noBands.kind());
        }
        PhotoLimits few = PhotoLimits.DEFAULT.withMaxPixels(1_000);
        InvalidImageException large = assertThrows(InvalidImageException.class, () -> ImageRegions.open(png, few));
        assertEquals(Kind.TOO_LARGE, large.kind());
        assertEquals(
                png + " is too large to be read whole, and only TIFF files are read in parts: save it as a TIFF file in"
                        + " tiles",
                large.getMessage());
    }

    /** Where the value of the field Compression is in a file of this test, found by its tag. */
    private static void setCompression(byte[] content, int code) {
        for (int i = 16; i < content.length - 20; i++) {
            boolean tag = content[i] == 3 && content[i + 1] == 1 && content[i + 2] == 4 && content[i + 3] == 0;
            if (tag) {
                content[i + 12] = (byte) code;
                content[i + 13] = (byte) (code >> 8);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "50001, WebP",
        "50000, Zstandard",
        "34925, LZMA",
        "34712, JPEG 2000",
        "33003, JPEG 2000",
        "6, old-style JPEG"
    })
    void whatIsNotDecodedIsRefusedByName(int code, String name) throws IOException {
        Path file = written(Packing.NONE);
        byte[] content = Files.readAllBytes(file);
        setCompression(content, code);
        Files.write(file, content);
        InvalidImageException refused = refused(file);
        assertEquals(Kind.UNSUPPORTED, refused.kind());
        assertEquals(
                file + " is a TIFF file with " + name + " compression (" + code
                        + "), which cannot be read here: save it"
                        + " again with Deflate, LZW or JPEG compression and 8 or 16 bits a sample",
                refused.getMessage());
    }

    @Test
    void whatIsThereNotIsRefused() throws IOException {
        assertEquals(Kind.MISSING, refused(folder.resolve("none.tif")).kind());
        assertEquals(Kind.MISSING, refused(folder).kind());
        assertEquals(
                Kind.EMPTY,
                refused(Files.createFile(folder.resolve("empty.tif"))).kind());
        Path file = written(Packing.NONE);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1_000));
        assertEquals(Kind.TRUNCATED, refused(file).kind());
        assertThrows(IllegalArgumentException.class, () -> ImageRegions.open(file, PhotoLimits.DEFAULT, -1));
    }

    @Test
    void rectanglesLieInside() throws IOException {
        try (ImageRegions regions = ImageRegions.open(written(Packing.LZW))) {
            assertThrows(IllegalArgumentException.class, () -> regions.read(0, 0, 0, 5));
            assertThrows(IllegalArgumentException.class, () -> regions.read(0, 0, 5, -1));
            assertThrows(IndexOutOfBoundsException.class, () -> regions.read(-1, 0, 5, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> regions.read(0, 296, 5, 5));
            assertThrows(
                    IndexOutOfBoundsException.class, () -> regions.read(1, 1, Integer.MAX_VALUE, Integer.MAX_VALUE));
        }
    }

    @Test
    void aClosedFileIsNotRead() throws IOException {
        ImageRegions regions = ImageRegions.open(written(Packing.LZW));
        regions.close();
        regions.close();
        assertEquals(SIDE, regions.width());
        IllegalStateException closed = assertThrows(IllegalStateException.class, () -> regions.read(0, 0, 1, 1));
        assertTrue(closed.getMessage().endsWith("has been closed: open it again"), closed.getMessage());
    }

    @Test
    void anInterruptedThreadIsToldSoAndOthersReadOn() throws IOException {
        Path file = written(Packing.LZW);
        BufferedImage whole = Photos.read(file);
        try (ImageRegions regions = ImageRegions.open(file)) {
            Thread.currentThread().interrupt();
            InvalidImageException interrupted =
                    assertThrows(InvalidImageException.class, () -> regions.read(0, 0, 1, 1));
            assertTrue(Thread.interrupted());
            assertEquals(Kind.UNREADABLE, interrupted.kind());
            assertTrue(interrupted.getMessage().contains("the thread was interrupted"), interrupted.getMessage());
            ImageRegionsProperties.assertSame(whole, 60, 70, regions.read(60, 70, 100, 90));
        }
    }

    @Test
    void aFileThatWasReplacedIsNotReadOn() throws IOException {
        Path file = written(Packing.LZW);
        try (ImageRegions regions = ImageRegions.open(file)) {
            Thread.currentThread().interrupt();
            assertThrows(InvalidImageException.class, () -> regions.read(0, 0, 1, 1));
            assertTrue(Thread.interrupted());
            Files.delete(file);
            written(Packing.NONE);
            InvalidImageException replaced = assertThrows(InvalidImageException.class, () -> regions.read(0, 0, 1, 1));
            assertEquals(Kind.UNREADABLE, replaced.kind());
            assertTrue(replaced.getMessage().contains("changed or replaced"), replaced.getMessage());
        }
    }
}
