package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads world files, which say where the pixels of an image lie on a map: six lines beside the image, in a file that ends in
 * .pgw for PNG, .jgw for JPEG, .tfw for TIFF or .wld.
 *
 * <p>The lines are A, D, B, E, C and F of x' = A x + B y + C and y' = D x + E y + F, where whole x and y are the
 * <em>centres</em> of pixels, so that C and F lie in the centre of the top left one (Esri's definition).
 */
final class WorldFile {
    private static final int LINES = 6;

    /** A world file has a few dozen letters; more than this is something else. */
    private static final int LONGEST = 1 << 12;

    private WorldFile() {}

    /**
     * Reads the transform from corners of pixels, (0, 0) being the top left corner of the image, to coordinates on the map.
     *
     * @throws InvalidFileException if the file does not consist of six numbers, or the numbers make a line or a point of
     *     the image
     * @throws IOException if it cannot be read
     */
    static AffineTransform read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw invalid(file, "has " + Files.size(file) + " bytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() != LINES) {
            throw invalid(file, "has " + lines.size() + " lines");
        }
        double[] numbers = new double[LINES];
        for (int i = 0; i < LINES; i++) {
            numbers[i] = number(file, lines.get(i));
        }
        double xByX = numbers[0];
        double yByX = numbers[1];
        double xByY = numbers[2];
        double yByY = numbers[3];
        AffineTransform corners = new AffineTransform(
                xByX, yByX, xByY, yByY, numbers[4] - (xByX + xByY) / 2, numbers[5] - (yByX + yByY) / 2);
        if (corners.getDeterminant() == 0) {
            throw invalid(file, "gives its pixels no area");
        }
        return corners;
    }

    private static double number(Path file, String line) {
        try {
            double number = Double.parseDouble(line);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidFileException(message(file, "has the line \"" + line + "\""), e);
        }
        throw invalid(file, "has the line \"" + line + "\"");
    }

    private static InvalidFileException invalid(Path file, String finding) {
        return new InvalidFileException(message(file, finding));
    }

    private static String message(Path file, String finding) {
        return file + " is not a world file that can be used, it " + finding
                + ": give one of six lines, each a number with a decimal point";
    }
}
