package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A TIFF file cannot be read. Its message goes on from the name of the file: "is a TIFF file that ...". */
public final class TiffException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A plug-in for ImageIO that reads kinds of TIFF which are not decoded here, and has no other compression (3.12). */
    private static final String PLUG_IN = "com.twelvemonkeys.imageio:imageio-tiff";

    private static final String AGAIN = "save or download it again";

    private final Kind kind;
    private final String finding;

    /** Why a file cannot be read. */
    public enum Kind {
        /** The file, or the data of one of its strips or tiles, end too early. */
        TRUNCATED,
        /** Its bytes contradict the format or each other. */
        DAMAGED,
        /** It is sound as far as is known, and of a kind that is not decoded here. */
        UNSUPPORTED,
        /** Its samples are compressed by JPEG as TIFF 6.0 had it, which the JDK's reader of TIFF files decodes. */
        OLD_JPEG,
        /** It exceeds a limit. */
        TOO_LARGE,
        /** The file system does not give its bytes. */
        UNREADABLE
    }

    private TiffException(Kind kind, String finding, String advice, @Nullable Throwable cause) {
        super(finding + ": " + advice, cause);
        this.kind = kind;
        this.finding = finding;
    }

    /** Returns why the file cannot be read. */
    public Kind kind() {
        return kind;
    }

    /** Returns the message without what to do about it. */
    public String finding() {
        return finding;
    }

    static TiffException truncated(String what) {
        return new TiffException(Kind.TRUNCATED, "is a truncated TIFF file (" + what + ")", AGAIN, null);
    }

    static TiffException damaged(String what) {
        return damaged(what, null);
    }

    static TiffException damaged(String what, @Nullable Throwable cause) {
        return new TiffException(Kind.DAMAGED, "is a damaged TIFF file (" + what + ")", AGAIN, cause);
    }

    static TiffException unreadable(String reason, Throwable cause) {
        return new TiffException(
                Kind.UNREADABLE, "cannot be read (" + reason + ")", "try again, or open it anew", cause);
    }

    /** Returns the error of a kind that {@link #PLUG_IN} may read. */
    static TiffException unsupported(String what) {
        return unsupported(Kind.UNSUPPORTED, what);
    }

    /** Returns the error of old-style JPEG. */
    static TiffException oldJpeg(String what) {
        return unsupported(Kind.OLD_JPEG, what);
    }

    private static TiffException unsupported(Kind kind, String what) {
        return new TiffException(
                kind,
                "is a TIFF file with " + what + ", which cannot be read here",
                "put a plug-in that reads it on the class path, such as " + PLUG_IN
                        + ", or save the photo again, for example as PNG",
                null);
    }

    /** Returns the error of a compression that {@link #PLUG_IN} does not read either. */
    static TiffException unsupportedCompression(String name) {
        return new TiffException(
                Kind.UNSUPPORTED,
                "is a TIFF file with " + name + ", which cannot be read here",
                "save the photo again, for example with LZW compression or as PNG",
                null);
    }

    static TiffException tooLarge(String what) {
        return new TiffException(Kind.TOO_LARGE, "is a TIFF file with " + what, "make it smaller", null);
    }
}
