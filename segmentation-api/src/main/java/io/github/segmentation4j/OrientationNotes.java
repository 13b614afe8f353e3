package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its orientation in the several places where it may, weighed as Pillow 12.3 does
 * ({@code Image.getexif}): EXIF data first, then what ImageMagick writes of them as text, and XMP only if these do not speak
 * of it.
 */
final class OrientationNotes {
    private static final Pattern IN_XMP = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

    /** The lines before the digits of a raw profile: an empty one, the name, the length. */
    private static final int LINES_BEFORE_DIGITS = 3;

    private static final int HEX = 16;

    private final ByteArrayOutputStream exif = new ByteArrayOutputStream();
    private boolean hasExif;
    private @Nullable String rawProfile;
    private @Nullable Bytes xmp;

    /** Takes EXIF data that replace what was there. */
    void exif(Bytes block) {
        exif.reset();
        hasExif = true;
        exif.writeBytes(block.copy());
    }

    /** Takes EXIF data that go on where those before them ended, as the further segments of a JPEG file do. */
    void moreExif(Bytes block) {
        if (hasExif) {
            exif.writeBytes(block.part(Exif.PREFIX.length(), block.length() - Exif.PREFIX.length())
                    .copy());
        } else {
            exif(block);
        }
    }

    /** Takes the text of a chunk that ImageMagick calls {@code Raw profile type exif}. */
    void rawProfile(String text) {
        rawProfile = text;
    }

    /** Takes an XMP packet. */
    void xmp(Bytes packet) {
        xmp = packet;
    }

    /** Returns the orientation that all of this amounts to. */
    Orientation orientation() {
        return inExif().orElseGet(this::inXmp);
    }

    private Optional<Orientation> inExif() {
        if (hasExif) {
            return Exif.orientation(new Bytes(exif.toByteArray()));
        }
        return rawProfile == null ? Optional.empty() : Exif.orientation(decoded(rawProfile));
    }

    private Orientation inXmp() {
        if (xmp == null) {
            return Orientation.UPRIGHT;
        }
        Matcher matcher = IN_XMP.matcher(new String(xmp.copy(), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Orientation.ofTag(Integer.parseInt(matcher.group(1))) : Orientation.UPRIGHT;
    }

    /** Returns the bytes of a raw profile up to what is not a pair of hexadecimal digits. */
    private static Bytes decoded(String text) {
        int start = 0;
        for (int line = 0; line < LINES_BEFORE_DIGITS; line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return new Bytes(new byte[0]);
            }
            start = end + 1;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int high = -1;
        for (int i = start; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), HEX);
            if (digit >= 0 && high < 0) {
                high = digit;
            } else if (digit >= 0) {
                bytes.write(high * HEX + digit);
                high = -1;
            } else if (!Character.isWhitespace(text.charAt(i))) {
                break;
            }
        }
        return new Bytes(bytes.toByteArray());
    }
}
