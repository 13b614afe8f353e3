package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/** The file of a photo of one format, looked through before anything is decoded. */
interface PhotoFile {
    /** Looks through a file of any format; never throws, whatever the bytes are. */
    static PhotoFile of(byte[] content) {
        Bytes bytes = new Bytes(content);
        if (bytes.startsWith(0, PngFile.SIGNATURE)) {
            return PngFile.of(bytes);
        }
        if (bytes.unsigned16(0) == JpegFile.START_OF_IMAGE) {
            return JpegFile.of(bytes);
        }
        if (WebpFile.isWebp(bytes)) {
            return WebpFile.of(bytes);
        }
        if (GifFile.isGif(bytes)) {
            return GifFile.of(bytes);
        }
        if (BmpFile.isBmp(bytes)) {
            return BmpFile.of(bytes);
        }
        return new OtherFile(
                content,
                Exif.isTiff(bytes) ? Exif.orientation(bytes).orElse(Orientation.UPRIGHT) : Orientation.UPRIGHT);
    }

    /** Returns the file as a reader of ImageIO shall see it. */
    byte[] content();

    /** Returns how the picture lies in the file. */
    Orientation orientation();

    /** Returns what decoding will cost by the file's header, or null where only a reader can tell. */
    default @Nullable PhotoCost cost() {
        return null;
    }

    /** Returns what keeps the picture from being whole, or null if nothing does as far as can be seen. */
    default @Nullable Flaw flaw() {
        return null;
    }

    /**
     * Decodes the picture as it lies in the file without any reader, or returns null where this class leaves that to one.
     *
     * @throws DamagedPhotoException if it cannot be decoded
     */
    default @Nullable BufferedImage decodeAlone() {
        return null;
    }

    /** Returns what a reader may lack to decode this file, for a sentence, or null if there is nothing unusual about it. */
    default @Nullable String unusual() {
        return null;
    }

    /** Decodes the picture as it lies in the file, by a reader whose input is {@link #content()}. */
    default BufferedImage decode(ImageReader reader) throws IOException {
        return reader.read(0);
    }

    /**
     * What is wrong with a file.
     *
     * @param what a sentence without its beginning, which is the name of the photo
     */
    record Flaw(Kind kind, String what) {
        static final Flaw TRUNCATED = new Flaw(Kind.TRUNCATED, "is truncated: save or download it again");
    }

    /** A file of which nothing but its orientation is known. */
    record OtherFile(byte[] content, Orientation orientation) implements PhotoFile {}

    /** Reading numbers of a byte array; what lies beyond its ends reads as 0. */
    static final class Bytes {
        private final byte[] content;
        private final int start;
        private final int length;

        Bytes(byte[] content) {
            this(content, 0, content.length);
        }

        private Bytes(byte[] content, int start, int length) {
            this.content = content;
            this.start = start;
            this.length = length;
        }

        int length() {
            return length;
        }

        /** Returns the whole array, of which this may be a part. */
        byte[] content() {
            return content;
        }

        /** Returns a part that lies inside. */
        Bytes part(int offset, int partLength) {
            return new Bytes(content, start + offset, partLength);
        }

        /** Returns the bytes of this part. */
        byte[] copy() {
            return Arrays.copyOfRange(content, start, start + length);
        }

        /** Copies the bytes of this part. */
        void copyTo(byte[] target, int offset) {
            System.arraycopy(content, start, target, offset, length);
        }

        /** Adds the bytes of this part to a checksum. */
        void update(Checksum sum) {
            sum.update(content, start, length);
        }

        int unsigned8(long offset) {
            return offset >= 0 && offset < length ? content[start + (int) offset] & 0xFF : 0;
        }

        int unsigned16(long offset) {
            return unsigned8(offset) << 8 | unsigned8(offset + 1);
        }

        int unsigned16LittleEndian(long offset) {
            return unsigned8(offset) | unsigned8(offset + 1) << 8;
        }

        long unsigned32(long offset) {
            return (long) unsigned16(offset) << 16 | unsigned16(offset + 2);
        }

        long unsigned32LittleEndian(long offset) {
            return unsigned16LittleEndian(offset) | (long) unsigned16LittleEndian(offset + 2) << 16;
        }

        boolean startsWith(int offset, byte[] wanted) {
            for (int i = 0; i < wanted.length; i++) {
                if (unsigned8(offset + i) != (wanted[i] & 0xFF)) {
                    return false;
                }
            }
            return offset + wanted.length <= length;
        }

        boolean hasText(int offset, String ascii) {
            return startsWith(offset, ascii.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
