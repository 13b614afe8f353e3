package io.github.segmentation4j.examples.segment;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;

/**
 * Writes PNG files that say who wrote them, so that a later run on the same folder does not take them for photos, and of what,
 * so that it need not write them again.
 *
 * <p>Both are {@code tEXt} chunks (Portable Network Graphics Specification, third edition, 11.3.3.2), written before the image
 * data: one with the keyword {@code Software}, and one of our own with a {@link RunDigest}.
 */
final class PngFile {
    private static final String SOFTWARE_KEYWORD = "Software";
    private static final String SOFTWARE = "segmentation4j segment";
    private static final String DIGEST_KEYWORD = "segmentation4j run";

    /** The longest text that is read: more than any of ours. */
    private static final int MAX_TEXT_BYTES = 256;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHECKSUM_BYTES = 4;

    private PngFile() {}

    /** Writes an image whole or not at all. */
    static void write(BufferedImage image, Path file) {
        write(image, file, Optional.empty());
    }

    /**
     * Writes an image whole or not at all.
     *
     * @param digest what it was made of, if a later run is to know
     */
    static void write(BufferedImage image, Path file, Optional<String> digest) {
        OutputFile.write(file, temporary -> encode(image, temporary, digest));
    }

    private static void encode(BufferedImage image, Path file, Optional<String> digest) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
            mark(metadata, digest);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private static void mark(IIOMetadata metadata, Optional<String> digest) throws IOException {
        IIOMetadataNode text = new IIOMetadataNode("tEXt");
        text.appendChild(entry(SOFTWARE_KEYWORD, SOFTWARE));
        digest.ifPresent(value -> text.appendChild(entry(DIGEST_KEYWORD, value)));
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(text);
        metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    }

    private static IIOMetadataNode entry(String keyword, String value) {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("value", value);
        return entry;
    }

    /**
     * Returns whether a file was written by this class. What is damaged or no PNG file was not.
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
