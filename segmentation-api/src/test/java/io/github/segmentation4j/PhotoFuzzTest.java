package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Photos damaged in every way that can be thought of are read or refused by the one exception that says so, within the
 * limits.
 *
 * <p>Of {@code fuzz.tries} damaged files, 2,000 unless the build says otherwise ({@code -Pfuzz}: 200,000), each is made of a
 * seed, the number of the try, by {@link #damaged(long)}; a failure names it, and {@link #oneSeed(long)} repeats it.
 */
class PhotoFuzzTest {
    private static final int TRIES = Integer.getInteger("fuzz.tries", 2_000);

    /** Of the files' thousands of pixels none becomes more than this by a changed header. */
    private static final PhotoLimits LIMITS = new PhotoLimits(1_000_000, 8_000_000, 32);

    private static final byte[][] SPLICES = {
        {0},
        {-1},
        {-1, -1, -1, -1},
        {0x7F, -1, -1, -1},
        {0, 0, 0, 0},
        {-1, (byte) 0xD8},
        {-1, (byte) 0xD9},
        {-1, (byte) 0xDA}
    };

    private final List<byte[]> files = files();

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        try {
            String table = new String(resource("odd/table.csv"), StandardCharsets.UTF_8);
            for (String line : table.lines().toList()) {
                files.add(resource("odd/" + line.substring(0, line.indexOf(','))));
            }
            for (String name : new String[] {"progressive.jpg", "ycck.jpg", "orientation-6.tif", "palette-6.png"}) {
                files.add(resource("pillow/" + name));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = PhotoFuzzTest.class.getResourceAsStream("/photos/" + name)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void damagedPhotosAreReadOrRefused() {
        for (long seed = 0; seed < TRIES; seed++) {
            check(seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void oneSeed(long seed) {
        check(seed);
    }

    private void check(long seed) {
        byte[] damaged = damaged(seed);
        try {
            assertNotNull(Photos.read(new ByteArrayInputStream(damaged), LIMITS));
        } catch (InvalidImageException refused) {
            String message = refused.getMessage();
            assertTrue(message.startsWith("The photo "), () -> "seed " + seed + ": " + message);
            assertFalse(
                    message.matches("(?s).*(\\p{Cntrl}|@[0-9a-f]{6,8}\\b).*"), () -> "seed " + seed + ": " + message);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + " of " + damaged.length + " bytes", e);
        }
    }

    /** Returns one of the files with one to eight damages. */
    private byte[] damaged(long seed) {
        Random random = new Random(seed);
        byte[] file = files.get(random.nextInt(files.size())).clone();
        int damages = 1 + random.nextInt(8);
        for (int i = 0; i < damages && file.length > 0; i++) {
            file = damagedOnce(file, random);
        }
        return random.nextBoolean() ? withRightChecksums(file) : file;
    }

    private byte[] damagedOnce(byte[] file, Random random) {
        int at = random.nextInt(file.length);
        switch (random.nextInt(7)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2 -> {
                byte[] splice = SPLICES[random.nextInt(SPLICES.length)];
                System.arraycopy(splice, 0, file, at, Math.min(splice.length, file.length - at));
            }
            case 3 -> {
                return Arrays.copyOf(file, at);
            }
            case 4 -> {
                int end = Math.min(file.length, at + random.nextInt(40));
                return joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
            }
            case 5 -> {
                int end = Math.min(file.length, at + random.nextInt(40));
                return joined(Arrays.copyOf(file, end), Arrays.copyOfRange(file, at, file.length));
            }
            default -> {
                byte[] other = files.get(random.nextInt(files.size()));
                int from = random.nextInt(other.length);
                return joined(Arrays.copyOf(file, at), Arrays.copyOfRange(other, from, other.length));
            }
        }
        return file;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Sets the checksums of a PNG file, behind which damage would else hide. */
    private static byte[] withRightChecksums(byte[] file) {
        int at = 8;
        while (file.length > 8 && (file[0] & 0xFF) == 0x89 && at + 12 <= file.length) {
            long length = new PhotoFile.Bytes(file).unsigned32(at);
            if (at + 12 + length > file.length) {
                break;
            }
            CRC32 sum = new CRC32();
            sum.update(file, at + 4, (int) length + 4);
            int end = at + 8 + (int) length;
            for (int i = 0; i < 4; i++) {
                file[end + i] = (byte) (sum.getValue() >> (24 - 8 * i));
            }
            at = end + 4;
        }
        return file;
    }
}
