package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.Photos;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A photo to be segmented, and the path that the names of its outputs follow from. */
sealed interface Photo {

    /** Returns where the photo lies, or for the bundled one, where it would lie: its outputs go beside it. */
    Path path();

    /**
     * Reads the photo upright.
     *
     * @throws InvalidImageException if it cannot be read
     */
    BufferedImage read();

    /** A photo in a file. */
    record InFile(Path path) implements Photo {
        @Override
        public BufferedImage read() {
            return Photos.read(path);
        }
    }

    /**
     * The photo that travels with the program.
     *
     * @param folder where its outputs go
     */
    record Bundled(Path folder) implements Photo {
        private static final String NAME = "astronaut.png";

        @Override
        public Path path() {
            return folder.resolve(NAME);
        }

        @Override
        public BufferedImage read() {
            try (InputStream stream = Resources.open(NAME)) {
                return Photos.read(stream);
            } catch (IOException e) {
                throw CommandException.failure("The bundled photo cannot be read: " + Reasons.of(e), e);
            }
        }
    }
}
