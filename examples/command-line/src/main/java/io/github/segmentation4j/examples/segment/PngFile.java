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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes PNG files that say who wrote them, so that a later run on the same folder does not take them for photos, and of what,
 * so that it need not write them again.
 *
 * <p>Both are {@code tEXt} chunks (Portable Network Graphics Specification, third edition, 11.3.3.2), written before the image
 * data: one with the keyword {@code Software}, and one of our own with a {@link RunDigest}.
 */
final class PngFile {
    private static final String SOFTWARE_KEYWORD = "Software";

    /** What the mark says. */
    static final String SOFTWARE = "segmentation4j segment";

    private static final String DIGEST_KEYWORD = "segmentation4j run";

    /** The longest text that is read: more than any of ours. */
    private static final int MAX_TEXT_BYTES = (1 << 16) - 3;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHECKSUM_BYTES = 4;

    private PngFile() {}

    /**
     * Writes a picture whole or not at all.
     *
     * @throws CommandException if it cannot be written
     */
    static void write(BufferedImage picture, Path file) {
        write(picture, file, Optional.empty());
    }

    /**
     * Writes a picture whole or not at all.
     *
     * @param digest what it was made of, if a later run is to know
     * @throws CommandException if it cannot be written
     */
    static void write(BufferedImage picture, Path file, Optional<String> digest) {
        write(picture, FilterChoice.LEAST_SUM, file, digest);
    }

    /**
     * Writes labels whole or not at all.
     *
     * @param labels an image whose samples are class ids
     * @param digest what it was made of, if a later run is to know
     * @throws CommandException if it cannot be written
     */
    static void writeLabels(BufferedImage labels, Path file, Optional<String> digest) {
        write(labels, FilterChoice.UP, file, digest);
    }

    private static void write(BufferedImage image, FilterChoice filter, Path file, Optional<String> digest) {
        PngEncoder plain = PngEncoder.of(filter).withText(SOFTWARE_KEYWORD, SOFTWARE);
        PngEncoder encoder =
                digest.map(value -> plain.withText(DIGEST_KEYWORD, value)).orElse(plain);
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
        return SOFTWARE.equals(texts(file).get(SOFTWARE_KEYWORD));
    }

    /**
     * Returns what a file was made of, if it was written by this class and says so.
     *
     * @throws IOException if the file cannot be read
     */
    static Optional<String> digest(Path file) throws IOException {
        return Optional.ofNullable(texts(file).get(DIGEST_KEYWORD));
    }

    /** Returns the short texts before the image data by their keywords; those before the damage, if there is any. */
    private static Map<String, String> texts(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                return texts;
            }
            while (true) {
                int length = in.readInt();
                String type = new String(in.readNBytes(Integer.BYTES), StandardCharsets.ISO_8859_1);
                if (length < 0 || type.equals("IDAT")) {
                    return texts;
                }
                if (type.equals("tEXt") && length <= MAX_TEXT_BYTES) {
                    byte[] text = new byte[length];
                    in.readFully(text);
                    add(new String(text, StandardCharsets.ISO_8859_1), texts);
                } else {
                    in.skipNBytes(length);
                }
                in.skipNBytes(CHECKSUM_BYTES);
            }
        } catch (EOFException e) {
            return texts;
        }
    }

    private static void add(String text, Map<String, String> texts) {
        int end = text.indexOf('\0');
        if (end > 0) {
            texts.putIfAbsent(text.substring(0, end), text.substring(end + 1));
        }
    }
}
