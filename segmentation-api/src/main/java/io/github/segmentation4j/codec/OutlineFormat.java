package io.github.segmentation4j.codec;

import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.outline.Outlines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A format of files that hold the outlines of one image's regions.
 *
 * <p>Every format is made {@code of} the names of the classes, says with {@code with} what else it takes, and is immutable.
 * Regions of the names' ignored label are left out; a region of any other label needs a name.
 */
public sealed interface OutlineFormat permits GeoJson, LabelmeJson, Svg, YoloText {
    /**
     * Writes to a stream, which is left open.
     *
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    void write(Outlines outlines, OutputStream out) throws IOException;

    /**
     * Writes a file, whole or not at all; one that was there before is replaced.
     *
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    default void write(Outlines outlines, Path file) throws IOException {
        WholeFile.write(file, out -> write(outlines, out));
    }
}
