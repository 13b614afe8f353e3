package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.util.Optional;

/**
 * A format that the JDK has no reader for, and where one is to be had: an artefact of Maven Central that only needs to lie
 * on the class path. They were tried with this library.
 */
enum ForeignFormat {
    WEBP("WebP", "org.sejda.imageio:webp-imageio"),
    PSD("PSD", "com.twelvemonkeys.imageio:imageio-psd"),
    PNM("PNM", "com.twelvemonkeys.imageio:imageio-pnm"),
    TGA("TGA", "com.twelvemonkeys.imageio:imageio-tga"),
    HEIF("HEIF or AVIF", ""),
    JPEG_2000("JPEG 2000", ""),
    JPEG_XL("JPEG XL", "");

    /** The end of a TGA file of version 2, the only one that says what it is. */
    private static final String TGA_END = "TRUEVISION-XFILE.\0";

    private static final int OFFSET_OF_BOX = 4;

    private final String title;
    private final String artefact;

    ForeignFormat(String title, String artefact) {
        this.title = title;
        this.artefact = artefact;
    }

    /** Returns the format of a file by its first bytes, or the last ones. */
    static Optional<ForeignFormat> of(byte[] content) {
        Bytes bytes = new Bytes(content);
        if (WebpFile.isWebp(bytes)) {
            return Optional.of(WEBP);
        }
        if (bytes.hasText(0, "8BPS")) {
            return Optional.of(PSD);
        }
        if (bytes.hasText(0, "P")
                && bytes.unsigned8(1) >= '1'
                && bytes.unsigned8(1) <= '7'
                && bytes.unsigned8(2) <= ' ') {
            return Optional.of(PNM);
        }
        if (content.length >= TGA_END.length() && bytes.hasText(content.length - TGA_END.length(), TGA_END)) {
            return Optional.of(TGA);
        }
        if (bytes.hasText(OFFSET_OF_BOX, "ftyp")) {
            return Optional.of(HEIF);
        }
        if (bytes.hasText(OFFSET_OF_BOX, "jP  ")) {
            return Optional.of(JPEG_2000);
        }
        boolean jpegXl = bytes.hasText(OFFSET_OF_BOX, "JXL ") || bytes.unsigned16(0) == 0xFF0A;
        return jpegXl ? Optional.of(JPEG_XL) : Optional.empty();
    }

    /** Returns what to do about a file of this format, for a sentence that names the file before. */
    String advice() {
        String found = "is a " + title + " file, for which the JDK has no reader: convert it to PNG or JPEG";
        return artefact.isEmpty() ? found : found + ", or put " + artefact + " on the class path";
    }
}
