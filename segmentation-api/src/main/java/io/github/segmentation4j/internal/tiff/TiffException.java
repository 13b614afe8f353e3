package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A TIFF file cannot be read. Its message goes on from the name of the file: "is a TIFF file that ...". */
public final class TiffException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The plug-in for ImageIO that reads more kinds of TIFF than are decoded here. */
    private static final String PLUG_IN = "com.twelvemonkeys.imageio:imageio-tiff";

    private final Kind kind;

    /** Why a file cannot be read. */
    public enum Kind {
        /** The file, or the data of one of its strips or tiles, end too early. */
        TRUNCATED,
        /** Its bytes contradict the format or each other. */
        DAMAGED,
        /** It is sound as far as is known, and of a kind that is not decoded here. */
        UNSUPPORTED,
        /** It exceeds a limit. */
        TOO_LARGE
    }

    private TiffException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns why the file cannot be read. */
    public Kind kind() {
        return kind;
    }

    static TiffException truncated(String what) {
        return new TiffException(
                Kind.TRUNCATED, "is a truncated TIFF file (" + what + "): save or download it again", null);
    }

    static TiffException damaged(String what) {
        return damaged(what, null);
    }

    static TiffException damaged(String what, @Nullable Throwable cause) {
        return new TiffException(
                Kind.DAMAGED, "is a damaged TIFF file (" + what + "): save or download it again", cause);
    }

    static TiffException unsupported(String what) {
        return new TiffException(
                Kind.UNSUPPORTED,
                "is a TIFF file with " + what + ", which cannot be read here: put the plug-in " + PLUG_IN
                        + " on the class path if it is a kind that it reads, or save the photo again, for example as PNG",
                null);
    }

    static TiffException tooLarge(String what) {
        return new TiffException(Kind.TOO_LARGE, "is a TIFF file with " + what + ": make it smaller", null);
    }
}
