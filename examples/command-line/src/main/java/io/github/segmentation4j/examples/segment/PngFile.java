package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.internal.png.FilterChoice;
import io.github.segmentation4j.internal.png.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes PNG files that say who wrote them, so that a later run on the same folder does not take them for photos.
 *
 * <p>The mark is a {@code tEXt} chunk with the keyword {@code Software} (Portable Network Graphics Specification, third
 * edition, 11.3.3.2), written before the image data.
 */
final class PngFile {
    private static final String KEYWORD = "Software";

    /** What the mark says. */
    static final String SOFTWARE = "segmentation4j segment";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHECKSUM_BYTES = 4;
    private static final byte[] MARK = (KEYWORD + '\0' + SOFTWARE).getBytes(StandardCharsets.ISO_8859_1);

    private PngFile() {}

    /**
     * Writes a picture whole or not at all.
     *
     * @throws CommandException if it cannot be written
     */
    static void write(BufferedImage picture, Path file) {
        write(picture, FilterChoice.LEAST_SUM, file);
    }

    /**
     * Writes labels whole or not at all.
     *
     * @param labels an image whose samples are class ids
     * @throws CommandException if it cannot be written
     */
    static void writeLabels(BufferedImage labels, Path file) {
        write(labels, FilterChoice.UP, file);
    }

    private static void write(BufferedImage image, FilterChoice filter, Path file) {
        PngEncoder encoder = PngEncoder.of(filter).withText(KEYWORD, SOFTWARE);
        OutputFile.write(file, draft -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                encoder.write(image, out);
            }
        });
    }

    /**
     * Returns whether a file was written by this class. What is damaged or not a PNG file was not.
     *
     * @throws IOException if the file cannot be read
     */
    static boolean isOurs(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                return false;
            }
            while (true) {
                int length = in.readInt();
                String type = new String(in.readNBytes(Integer.BYTES), StandardCharsets.ISO_8859_1);
                if (length < 0 || type.equals("IDAT")) {
                    return false;
                }
                if (type.equals("tEXt") && length == MARK.length) {
                    if (Arrays.equals(in.readNBytes(length), MARK)) {
                        return true;
                    }
                } else {
                    in.skipNBytes(length);
                }
                in.skipNBytes(CHECKSUM_BYTES);
            }
        } catch (EOFException e) {
            return false;
        }
    }
}
