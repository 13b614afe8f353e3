package io.github.segmentation4j;

import io.github.segmentation4j.PhotoFile.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Notes of a PNG file in the form of text that may speak of its orientation. */
final class PngText {
    private static final String XMP = "XML:com.adobe.xmp";
    private static final String RAW_PROFILE = "Raw profile type exif";

    private static final Set<String> TYPES = Set.of("tEXt", "zTXt", "iTXt");

    /** The longest note that is unpacked, as in Pillow ({@code MAX_TEXT_CHUNK}, 12.3). */
    private static final int LONGEST = 1 << 20;

    /**
     * The most bytes of all notes together that are unpacked, as in Pillow ({@code MAX_TEXT_MEMORY}, 12.3). Pillow counts
     * other notes too, and refuses a file with more; here the notes after that are passed over.
     */
    private static final long MAX = 64L * LONGEST;

    private final OrientationNotes notes;
    private long unpacked;

    PngText(OrientationNotes notes) {
        this.notes = notes;
    }

    /** Takes a chunk of any type; whatever is none of these notes, is damaged, or exceeds the limits is passed over. */
    void take(String type, Bytes chunk) {
        int end = TYPES.contains(type) ? endOfText(chunk, 0) : chunk.length();
        if (end >= chunk.length()) {
            return;
        }
        String keyword = latin(chunk.part(0, end));
        if (keyword.equals(XMP) || keyword.equals(RAW_PROFILE)) {
            Bytes behind = chunk.part(end + 1, chunk.length() - end - 1);
            Bytes text = switch (type) {
                case "tEXt" -> behind;
                case "zTXt" -> compressed(behind);
                case "iTXt" -> international(behind);
                default -> null;
            };
            if (text != null && keyword.equals(XMP)) {
                notes.xmp(text);
            } else if (text != null) {
                notes.rawProfile(latin(text));
            }
        }
    }

    /** A method of compression, of which there is one, and the text. */
    private @Nullable Bytes compressed(Bytes chunk) {
        return chunk.length() > 0 && chunk.unsigned8(0) == 0 ? inflated(chunk.part(1, chunk.length() - 1)) : null;
    }

    /** Whether it is compressed, and how; a language, the keyword in that language, and the text. */
    private @Nullable Bytes international(Bytes chunk) {
        int language = 2;
        int keyword = endOfText(chunk, language) + 1;
        int text = endOfText(chunk, keyword) + 1;
        if (text > chunk.length()) {
            return null;
        }
        Bytes rest = chunk.part(text, chunk.length() - text);
        return chunk.unsigned8(0) == 0 ? rest : chunk.unsigned8(1) == 0 ? inflated(rest) : null;
    }

    /** Returns where a text ends: at a zero, or at the end of the chunk. */
    private static int endOfText(Bytes chunk, int start) {
        int end = start;
        while (end < chunk.length() && chunk.unsigned8(end) != 0) {
            end++;
        }
        return end;
    }

    private @Nullable Bytes inflated(Bytes packed) {
        if (unpacked >= MAX) {
            return null;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.copy());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 12];
            while (!inflater.finished() && out.size() <= LONGEST) {
                int length = inflater.inflate(part);
                if (length == 0) {
                    return null;
                }
                out.write(part, 0, length);
                unpacked += length;
            }
            return out.size() <= LONGEST ? new Bytes(out.toByteArray()) : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }

    private static String latin(Bytes text) {
        return new String(text.copy(), StandardCharsets.ISO_8859_1);
    }
}
