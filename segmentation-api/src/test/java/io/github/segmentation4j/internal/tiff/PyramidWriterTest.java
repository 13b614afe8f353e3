package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file has beyond its pixels; these are held against label maps in {@code LabelTiffTest}. */
class PyramidWriterTest {
    private static final TiffLimits LIMITS = new TiffLimits(1 << 20, 1 << 24, 1);

    @TempDir
    Path folder;

    private byte[] written(int width, int height, long longestClassic) throws IOException {
        Path file = folder.resolve("pyramid.tif");
        try (PyramidWriter writer = new PyramidWriter(file, width, height, 1, null, List.of(), longestClassic)) {
            byte[] row = new byte[width];
            Arrays.fill(row, (byte) 9);
            for (int y = 0; y < height; y++) {
                writer.row(row);
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    @Test
    void tilesAreBlackBeyondThePicture() throws IOException {
        byte[] content = written(500, 520, PyramidWriter.LONGEST_CLASSIC);
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int directory = file.getInt(4);
        for (int i = 0; i < file.getShort(directory); i++) {
            int entry = directory + Short.BYTES + 12 * i;
            int tag = file.getShort(entry) & 0xFFFF;
            if (tag == Tag.IMAGE_WIDTH) {
                file.putInt(entry + 8, 512);
            } else if (tag == Tag.IMAGE_LENGTH) {
                file.putInt(entry + 8, 1_024);
            }
        }
        Raster tiles = TiffPhoto.open(content, LIMITS).decode().getRaster();
        assertEquals(9, tiles.getSample(499, 519, 0));
        assertEquals(0, tiles.getSample(500, 519, 0));
        assertEquals(0, tiles.getSample(499, 520, 0));
        assertEquals(0, tiles.getSample(0, 1_023, 0));
    }

    /** Offsets of 32 bits reach as far as the file is long, and not a byte further. */
    @Test
    void aFileIsClassicAsLongAsItCanBe() throws IOException {
        int length = written(500, 520, PyramidWriter.LONGEST_CLASSIC).length;
        Files.delete(folder.resolve("pyramid.tif"));
        assertEquals(42, written(500, 520, length)[2]);
        Files.delete(folder.resolve("pyramid.tif"));
        assertEquals(43, written(500, 520, length - 1)[2]);
    }
}
