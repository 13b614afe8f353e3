package io.github.segmentation4j.examples.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the page that shows photos with their classes. */
final class PageOptions {
    private static final String OPTION = "--html";

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "Write a page as well: one HTML file with all the photos, which names what the pointer is on,"
                    + " isolates classes and regions, and needs no server and no network.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--confidence", description = "Let the page tell how sure the network is, which makes it larger.")
    private boolean confidence;

    /** Returns the file, if a page is asked for. */
    Optional<Path> file() {
        return file;
    }

    /** Returns whether the page tells confidences. */
    boolean confidence() {
        return confidence;
    }

    /**
     * Checks the options, and that the page can be written.
     *
     * @throws CommandException if they make no sense, if the page would overwrite a photo, or if it cannot be written
     */
    void check(PhotoList photos) {
        if (file.isEmpty()) {
            if (confidence) {
                throw CommandException.usage("--confidence is for the page, but " + OPTION + " names none: add it");
            }
            return;
        }
        Path page = file.get();
        String name = page.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".htm")) {
            throw CommandException.usage(
                    OPTION + " " + page + " is not the name of an HTML file: end the name in .html or .htm");
        }
        for (Photo photo : photos.photos()) {
            if (isSame(page, photo.path())) {
                throw CommandException.usage("The page " + page + " would overwrite the photo " + photo.path()
                        + ": give the page another name with " + OPTION);
            }
        }
        OutputFile.check(page);
    }

    private static boolean isSame(Path page, Path photo) {
        try {
            return Files.exists(page) && Files.isSameFile(page, photo);
        } catch (IOException e) {
            return page.toAbsolutePath()
                    .normalize()
                    .equals(photo.toAbsolutePath().normalize());
        }
    }
}
