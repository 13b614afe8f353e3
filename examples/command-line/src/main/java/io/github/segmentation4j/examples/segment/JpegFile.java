package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.Photos;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes JPEG files that say who wrote them, as {@link PngFile} does. The mark is a comment (ITU-T T.81, B.2.4.5) before the
 * picture.
 */
final class JpegFile {
    /** Stands between the mark and the digest, if there is one. */
    private static final String OF = " of ";

    /** The longest comment that is read: more than any of ours. */
    private static final int MAX_COMMENT_BYTES = (1 << 16) - 3;

    // Markers, ITU-T T.81, table B.1.
    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int JFIF = 0xE0;
    private static final int COMMENT = 0xFE;

    /** The two bytes of a marker, and as many of a segment's length. */
    private static final int FIELD_BYTES = 2;

    private JpegFile() {}

    /**
     * Writes an image whole or not at all, on white where it is transparent.
     *
     * @param digest what it was made of, if a later run is to know
     * @throws CommandException if it cannot be written, or has a side that JPEG does not hold
     */
    static void write(BufferedImage image, Path file, Optional<String> digest) {
        BufferedImage opaque = image.getColorModel().hasAlpha() ? onWhite(image) : image;
        OutputFile.write(file, draft -> {
            encode(opaque, draft, file);
            mark(draft, PngFile.SOFTWARE + digest.map(value -> OF + value).orElse(""));
        });
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = opaque.createGraphics();
        pen.drawImage(image, 0, 0, Color.WHITE, null);
        pen.dispose();
        return opaque;
    }

    private static void encode(BufferedImage opaque, Path draft, Path file) throws IOException {
        try {
            Photos.write(opaque, draft);
        } catch (IllegalArgumentException e) {
            throw CommandException.failure(
                    file + " cannot be written: " + opaque.getWidth() + "x" + opaque.getHeight()
                            + " pixels are more than a JPEG file has; take --format png",
                    e);
        }
    }

    /** Puts the mark behind the segment of JFIF, which comes first where it is. */
    private static void mark(Path file, String text) throws IOException {
        byte[] content = Files.readAllBytes(file);
        byte[] mark = text.getBytes(StandardCharsets.ISO_8859_1);
        int at = FIELD_BYTES;
        if ((content[at + 1] & MARKER) == JFIF) {
            at += FIELD_BYTES
                    + ((content[at + FIELD_BYTES] & 0xFF) << Byte.SIZE | (content[at + FIELD_BYTES + 1] & 0xFF));
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(content, 0, at);
            out.writeByte(MARKER);
            out.writeByte(COMMENT);
            out.writeShort(FIELD_BYTES + mark.length);
            out.write(mark);
            out.write(content, at, content.length - at);
        }
    }

    /**
     * Returns whether a file was written by this class. What is damaged or not a JPEG file was not.
     *
     * @throws IOException if the file cannot be read
     */
    static boolean isOurs(Path file) throws IOException {
        return comment(file).isPresent();
    }

    /**
     * Returns what a file was made of, if it was written by this class and says so.
     *
     * @throws IOException if the file cannot be read
     */
    static Optional<String> digest(Path file) throws IOException {
        return comment(file)
                .filter(text -> text.startsWith(PngFile.SOFTWARE + OF))
                .map(text -> text.substring((PngFile.SOFTWARE + OF).length()));
    }

    /** Returns the comment that this class has put into a file. */
    private static Optional<String> comment(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readUnsignedByte() != MARKER || in.readUnsignedByte() != START_OF_IMAGE) {
                return Optional.empty();
            }
            while (in.readUnsignedByte() == MARKER) {
                int type = in.readUnsignedByte();
                int length = in.readUnsignedShort() - FIELD_BYTES;
                if (type == START_OF_SCAN || length < 0) {
                    return Optional.empty();
                }
                if (type == COMMENT && length <= MAX_COMMENT_BYTES) {
                    byte[] bytes = new byte[length];
                    in.readFully(bytes);
                    String text = new String(bytes, StandardCharsets.ISO_8859_1);
                    if (text.equals(PngFile.SOFTWARE) || text.startsWith(PngFile.SOFTWARE + OF)) {
                        return Optional.of(text);
                    }
                } else {
                    in.skipNBytes(length);
                }
            }
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }
}
