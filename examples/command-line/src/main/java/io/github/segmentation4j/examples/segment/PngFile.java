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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;

/**
 * Writes PNG files that say who wrote them, so that a later run on the same folder does not take them for photos.
 *
 * <p>The mark is a {@code tEXt} chunk with the keyword {@code Software} (Portable Network Graphics Specification, third
 * edition, 11.3.3.2), written before the image data.
 */
final class PngFile {
    private static final String KEYWORD = "Software";
    private static final String SOFTWARE = "segmentation4j segment";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHECKSUM_BYTES = 4;
    private static final byte[] MARK = (KEYWORD + '\0' + SOFTWARE).getBytes(StandardCharsets.ISO_8859_1);

    private PngFile() {}

    /** Writes an image whole or not at all. */
    static void write(BufferedImage image, Path file) {
        OutputFile.write(file, temporary -> encode(image, temporary));
    }

    private static void encode(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
            mark(metadata);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private static void mark(IIOMetadata metadata) throws IOException {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", KEYWORD);
        entry.setAttribute("value", SOFTWARE);
        IIOMetadataNode text = new IIOMetadataNode("tEXt");
        text.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(text);
        metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    }

    /**
     * Returns whether a file was written by this class. What is damaged or no PNG file was not.
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
