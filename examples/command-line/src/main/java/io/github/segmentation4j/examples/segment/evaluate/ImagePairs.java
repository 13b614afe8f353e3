package io.github.segmentation4j.examples.segment.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the truth for an image: by its name, also in a folder of the same name, and in Cityscapes' way of naming. */
public final class ImagePairs {
    private static final String EXTENSION = ".png";

    /** What this program adds to the names of the labels that it writes. */
    private static final String WRITTEN_SUFFIX = "-labels";

    private final Path images;
    private final Path truths;
    private final TruthKind kind;

    /**
     * Creates the pairs of two folders.
     *
     * @param images where the photos or predictions are
     * @param truths where their true labels are
     */
    public ImagePairs(Path images, Path truths, TruthKind kind) {
        this.images = images;
        this.truths = truths;
        this.kind = kind;
    }

    /**
     * Returns the folders in which to look for images: the folder itself, and those in it, as Cityscapes has one for each
     * city; by name.
     *
     * @throws IOException if it cannot be read
     */
    public static List<Path> folders(Path images) throws IOException {
        List<Path> folders = new ArrayList<>();
        folders.add(images);
        try (Stream<Path> entries = Files.list(images)) {
            entries.filter(Files::isDirectory)
                    .filter(ImagePairs::isShown)
                    .sorted()
                    .forEach(folders::add);
        }
        return folders;
    }

    private static boolean isShown(Path folder) {
        return !String.valueOf(folder.getFileName()).startsWith(".");
    }

    /** Returns the image's path below the folder of images, with / between its parts. */
    public String name(Path image) {
        return images.relativize(image).toString().replace('\\', '/');
    }

    /** Returns the file with the true labels of an image. */
    public Optional<Path> truth(Path image) {
        for (Path candidate : candidates(image)) {
            if (Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Returns the file that is looked for first. */
    public Path expected(Path image) {
        return candidates(image).get(0);
    }

    private List<Path> candidates(Path image) {
        String file = String.valueOf(image.getFileName());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        List<String> stems = new ArrayList<>(List.of(CityscapesFiles.truthStems(stem, kind)));
        if (stem.endsWith(WRITTEN_SUFFIX) && stem.length() > WRITTEN_SUFFIX.length()) {
            String photo = stem.substring(0, stem.length() - WRITTEN_SUFFIX.length());
            stems.addAll(List.of(CityscapesFiles.truthStems(photo, kind)));
        }
        Path below = images.relativize(image);
        Path folder = below.getParent() == null ? truths : truths.resolve(below.getParent());
        List<Path> candidates = new ArrayList<>();
        for (Path parent : folder.equals(truths) ? List.of(truths) : List.of(folder, truths)) {
            for (String each : stems) {
                candidates.add(parent.resolve(each + EXTENSION));
            }
        }
        if (kind.isOfCityscapes() && folder.equals(truths)) {
            // A flat folder of predictions beside Cityscapes' folders by city.
            for (String each : stems) {
                int city = each.indexOf('_');
                if (city > 0) {
                    candidates.add(truths.resolve(each.substring(0, city)).resolve(each + EXTENSION));
                }
            }
        }
        return candidates;
    }
}
