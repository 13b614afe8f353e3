package io.github.segmentation4j.examples.segment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that are written for a photo.
 *
 * @param photo the photo
 * @param overlay where the photo with colored classes goes
 * @param format how the overlay is written
 * @param labels where the class ids go, if they are asked for
 */
record Outputs(Photo photo, Path overlay, OverlayFormat format, Optional<Path> labels) {

    /** Returns all files that are written. */
    Stream<Path> files() {
        return Stream.concat(Stream.of(overlay), labels.stream());
    }
}
