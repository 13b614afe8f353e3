package io.github.segmentation4j.examples.segment;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats that overlays are written in. */
enum OverlayFormat {
    PNG("png", "png") {
        @Override
        void write(BufferedImage overlay, Path file, Optional<String> digest) {
            PngFile.write(overlay, file, digest);
        }

        @Override
        Optional<String> digest(Path file) throws IOException {
            return PngFile.digest(file);
        }
    },

    JPG("jpg", "jpeg") {
        @Override
        void write(BufferedImage overlay, Path file, Optional<String> digest) {
            JpegFile.write(overlay, file, digest);
        }

        @Override
        Optional<String> digest(Path file) throws IOException {
            return JpegFile.digest(file);
        }
    };

    private static final String STEM = "-overlay.";

    private final String key;
    private final String longName;

    OverlayFormat(String key, String longName) {
        this.key = key;
        this.longName = longName;
    }

    /** Returns the format that the extension of a file names, if one does. */
    static Optional<OverlayFormat> of(Path file) {
        return named(FileNames.extension(file).toLowerCase(Locale.ROOT));
    }

    /** Returns the format of this name, {@code png}, {@code jpg} or {@code jpeg}. */
    static Optional<OverlayFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> name.equals(format.key) || name.equals(format.longName))
                .findFirst();
    }

    /** Returns the name, which is the extension of the files that are named after photos. */
    String key() {
        return key;
    }

    /** Returns what the names of such files end in. */
    String suffix() {
        return STEM + key();
    }

    /**
     * Writes an overlay whole or not at all.
     *
     * @param digest what it was made of, if a later run is to know
     * @throws CommandException if it cannot be written
     */
    abstract void write(BufferedImage overlay, Path file, Optional<String> digest);

    /**
     * Returns what a file of this format was made of, if this program wrote it and it says so.
     *
     * @throws IOException if the file cannot be read
     */
    abstract Optional<String> digest(Path file) throws IOException;
}
