package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a TIFF file as it can be written to another.
 *
 * @param tag its number
 * @param type the number of its type
 * @param count how many values it has
 * @param values their bytes, little-endian, not to be written to
 */
public record TiffField(int tag, int type, int count, byte[] values) {
    /**
     * Reads fields of the first directory of a file.
     *
     * @param tags their numbers; those that the file lacks are left out
     * @throws TiffException if it is not a TIFF file, or damaged
     * @throws IOException if it cannot be read
     */
    public static List<TiffField> read(Path file, int... tags) throws IOException {
        if (!TiffRegions.isTiff(file)) {
            throw TiffException.damaged("it does not begin like one");
        }
        try (FileStorage storage = FileStorage.open(file)) {
            TiffDirectory directory = TiffDirectory.first(storage);
            List<TiffField> fields = new ArrayList<>();
            for (int tag : tags) {
                if (directory.has(tag)) {
                    fields.add(directory.field(tag));
                }
            }
            return fields;
        }
    }
}
