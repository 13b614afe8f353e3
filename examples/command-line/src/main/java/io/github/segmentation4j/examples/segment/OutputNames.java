package io.github.segmentation4j.examples.segment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of outputs: that of the photo without its extension, then {@code -overlay.png}, {@code -overlay.jpg} or
 * {@code -labels.png}.
 *
 * <p>Where two photos would give one name in one folder, both keep their extension in it ({@code cat.jpg-overlay.png},
 * {@code cat.png-overlay.png}); where that is not enough, since they come from different folders, the names of those
 * folders are put before it, from the nearest on ({@code paris-cat.jpg-overlay.png}). Names that differ in case only
 * count as one, since some file systems hold them for one.
 */
final class OutputNames {
    static final String LABELS = "-labels.png";

    private static final List<String> SUFFIXES =
            List.of(OverlayFormat.PNG.suffix(), OverlayFormat.JPG.suffix(), LABELS);

    private OutputNames() {}

    /**
     * Returns for each photo the start of the names of its outputs.
     *
     * @param photos distinct paths
     * @param folders the folder into which the outputs of each photo go
     * @throws CommandException if no distinct names can be found
     */
    static List<String> distinct(List<Path> photos, List<Path> folders) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            candidates.add(new Candidate(
                    photos.get(i).toAbsolutePath().normalize(),
                    folders.get(i).toAbsolutePath().normalize()));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (List<Candidate> rivals : byTarget(candidates).values()) {
                if (rivals.size() > 1) {
                    lengthen(rivals);
                    changed = true;
                }
            }
        }
        return candidates.stream().map(Candidate::name).toList();
    }

    /**
     * Returns whether a file in a folder has the name that an output for another file there would have.
     *
     * @param file a file in the folder
     * @param names the names of all images in the folder
     */
    static boolean isNamedLikeAnOutput(Path file, Set<String> names) {
        String name = FileNames.name(file);
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                String start = name.substring(0, name.length() - suffix.length());
                if (names.contains(start)
                        || names.stream()
                                .anyMatch(
                                        other -> FileNames.stem(Path.of(other)).equals(start))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, List<Candidate>> byTarget(List<Candidate> candidates) {
        Map<String, List<Candidate>> byTarget = new HashMap<>();
        for (Candidate candidate : candidates) {
            String target =
                    candidate.folder.resolve(candidate.name()).toString().toLowerCase(Locale.ROOT);
            byTarget.computeIfAbsent(target, key -> new ArrayList<>()).add(candidate);
        }
        return byTarget;
    }

    /** Lengthens the shortest of names that are equal, so that a name that is taken in full keeps its form. */
    private static void lengthen(List<Candidate> rivals) {
        int least =
                rivals.stream().mapToInt(candidate -> candidate.elements).min().orElseThrow();
        for (Candidate candidate : rivals) {
            if (candidate.elements == least) {
                if (candidate.elements == candidate.photo.getNameCount()) {
                    throw CommandException.usage(namesakes(rivals));
                }
                candidate.elements++;
            }
        }
    }

    private static String namesakes(List<Candidate> rivals) {
        List<Path> photos = rivals.stream()
                .map(candidate -> candidate.photo)
                .sorted(Comparator.naturalOrder())
                .toList();
        return "The outputs of " + photos.get(0) + " and " + photos.get(1)
                + " would have one name: segment them in two runs with different folders for -o";
    }

    /** A photo whose outputs need a name, which grows until it is its own. */
    private static final class Candidate {
        private final Path photo;
        private final Path folder;

        /** How many elements of the photo's path the name holds; none stands for the name without its extension. */
        private int elements;

        Candidate(Path photo, Path folder) {
            this.photo = photo;
            this.folder = folder;
        }

        String name() {
            if (elements == 0) {
                return FileNames.stem(photo);
            }
            int count = photo.getNameCount();
            List<String> parts = new ArrayList<>();
            for (Path part : photo.subpath(count - elements, count)) {
                parts.add(part.toString());
            }
            return String.join("-", parts);
        }
    }
}
