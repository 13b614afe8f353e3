package io.github.segmentation4j;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says what {@link Photos} makes of files, for {@code src/test/python/compare_photos.py}, which holds it against Pillow.
 *
 * <p>Reads names of files from the standard input, one a line, and prints a line for each: {@code read}, width, height and
 * the SHA-256 of the RGB bytes row by row; or {@code refused}, the kind and the message; or {@code threw} and what no
 * photo may cause. With a folder as argument, the RGB bytes of the file in line {@code n} are written there as
 * {@code n.rgb}.
 */
final class PhotoTable {
    private PhotoTable() {}

    public static void main(String... arguments) throws IOException, NoSuchAlgorithmException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int line = 0;
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            try {
                BufferedImage image = Photos.read(Path.of(name));
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                Path pixels = arguments.length > 0 ? Path.of(arguments[0], line + ".rgb") : null;
                try (OutputStream copy =
                        pixels == null ? OutputStream.nullOutputStream() : Files.newOutputStream(pixels)) {
                    digest(image, digest, copy);
                }
                out.println("read\t" + image.getWidth() + "\t" + image.getHeight() + "\t"
                        + HexFormat.of().formatHex(digest.digest()));
            } catch (InvalidImageException e) {
                out.println("refused\t" + e.kind() + "\t" + e.getMessage().replaceAll("\\p{Cntrl}+", " "));
            } catch (RuntimeException | Error e) {
                out.println("threw\t" + e.toString().replaceAll("\\p{Cntrl}+", " "));
            }
            line++;
        }
    }

    private static void digest(BufferedImage image, MessageDigest digest, OutputStream copy) throws IOException {
        RgbRows rows = RgbRows.of(image);
        byte[] row = new byte[RgbRows.CHANNELS * image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row, 0);
            digest.update(row);
            copy.write(row);
        }
    }
}
