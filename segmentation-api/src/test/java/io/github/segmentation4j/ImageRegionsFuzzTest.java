package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.tiff.WrittenTiff;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Kind;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Layout;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Packing;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TIFF and BigTIFF files damaged in many ways are opened and read in parts, or refused by the one exception that says so.
 *
 * <p>There are {@code fuzz.tries} files, 2,000 unless the build says otherwise ({@code -Pfuzz}: 200,000), each made of the number
 * of its try.
 */
class ImageRegionsFuzzTest {
    private static final int TRIES = Integer.getInteger("fuzz.tries", 2_000);
    private static final PhotoLimits LIMITS = new PhotoLimits(1_000_000, 8_000_000, 32);
    private static final long CACHE = 1 << 20;

    /** Numbers that are at the edges of offsets and counts. */
    private static final long[] EDGES = {0, 1, -1, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL, Long.MAX_VALUE, Long.MIN_VALUE
    };

    @TempDir
    Path folder;

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Packing packing : Packing.values()) {
                for (Pixels pixels : new Pixels[] {Pixels.RGB, Pixels.FLOAT, Pixels.PALETTE}) {
                    boolean tiled = files.size() % 2 == 0;
                    Layout layout = new Layout(
                                    kind, pixels, packing, 60, 50, tiled ? 32 : 0, 16, !tiled, true, 0, files.size())
                            .sound();
                    List<Layout> smaller = List.of(layout.sized(30, 25));
                    files.add(WrittenTiff.of(layout, tiled ? smaller : List.of(), tiled ? List.of() : smaller));
                }
            }
        }
        String table = new String(resource("TABLE.csv"), StandardCharsets.UTF_8);
        for (String line : table.lines().skip(1).toList()) {
            files.add(resource(line.substring(0, line.indexOf(','))));
        }
        return files;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ImageRegionsFuzzTest.class.getResourceAsStream("/photos/tiff/" + name)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        List<byte[]> files = files();
        Path file = folder.resolve("damaged.tif");
        int read = 0;
        for (long seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            byte[] damaged = damaged(files.get(random.nextInt(files.size())), random);
            Files.write(file, damaged);
            try {
                readSome(file, random);
                read++;
            } catch (InvalidImageException refused) {
                String message = refused.getMessage();
                String context = "seed " + seed + ": " + message;
                assertTrue(message.startsWith(file.toString()), context);
                assertFalse(message.matches("(?s).*(\\p{Cntrl}|@[0-9a-f]{6,8}\\b).*"), context);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + " of " + damaged.length + " bytes", e);
            }
        }
        assertTrue(read > TRIES / 20 && read < TRIES, read + " of " + TRIES);
    }

    private static void readSome(Path file, Random random) {
        try (ImageRegions regions = ImageRegions.open(file, LIMITS, CACHE)) {
            for (ImageRegions level : regions.levels()) {
                for (int i = 0; i < 3; i++) {
                    int width = 1 + random.nextInt(Math.min(40, level.width()));
                    int height = 1 + random.nextInt(Math.min(40, level.height()));
                    int x = random.nextInt(level.width() - width + 1);
                    int y = random.nextInt(level.height() - height + 1);
                    BufferedImage region = level.read(x, y, width, height);
                    assertEquals(width, region.getWidth());
                    assertEquals(height, region.getHeight());
                }
            }
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] damaged = file.clone();
        int damages = 1 + random.nextInt(6);
        for (int i = 0; i < damages; i++) {
            // Directories are at the front or at the end, where damage does most.
            int at = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(Math.min(damaged.length, 200));
                case 1 -> damaged.length - 1 - random.nextInt(Math.min(damaged.length, 500));
                default -> random.nextInt(damaged.length);
            };
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt();
                case 2 -> {
                    long edge = EDGES[random.nextInt(EDGES.length)];
                    for (int b = 0; b < 1 + random.nextInt(8) && at + b < damaged.length; b++) {
                        damaged[at + b] = (byte) (edge >> (8 * b));
                    }
                }
                default -> {
                    if (random.nextInt(5) == 0) {
                        damaged = Arrays.copyOf(damaged, Math.max(8, at));
                    }
                }
            }
        }
        return damaged;
    }
}
