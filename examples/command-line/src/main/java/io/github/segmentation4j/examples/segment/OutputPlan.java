package io.github.segmentation4j.examples.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides, before any network runs, which files are written.
 *
 * <p>For one photo named as a file, {@code -o} and {@code --labels} name files, or folders that are there. For several
 * photos, or a folder, they name folders, which are made if they are missing. Without {@code -o}, overlays go beside
 * their photos.
 */
final class OutputPlan {
    private static final String OVERLAY_OPTION = "-o";
    private static final String LABELS_OPTION = "--labels";
    private static final String FORMAT_OPTION = "--format";

    private final PhotoList photos;

    private OutputPlan(PhotoList photos) {
        this.photos = photos;
    }

    /**
     * Returns the outputs of each photo, in the order of the photos.
     *
     * @param overlays the value of {@code -o}
     * @param format the value of {@code --format}
     * @param labels the value of {@code --labels}
     * @throws CommandException if a value does not fit the photos, or an output would overwrite a photo or another
     *     output
     */
    static List<Outputs> of(
            PhotoList photos, Optional<Path> overlays, Optional<OverlayFormat> format, Optional<Path> labels) {
        OutputPlan plan = new OutputPlan(photos);
        OverlayFormat overlayFormat = plan.format(overlays, format);
        List<Path> overlayFiles = plan.files(overlays, OVERLAY_OPTION, overlayFormat.suffix());
        Optional<List<Path>> labelFiles = labels.map(target -> plan.files(labels, LABELS_OPTION, OutputNames.LABELS));
        List<Outputs> outputs = new ArrayList<>();
        for (int i = 0; i < photos.photos().size(); i++) {
            int index = i;
            outputs.add(new Outputs(
                    photos.photos().get(i),
                    overlayFiles.get(i),
                    overlayFormat,
                    labelFiles.map(files -> files.get(index))));
        }
        checkDistinct(outputs);
        checkPhotosAreKept(outputs);
        return outputs;
    }

    /** Returns the format that a file named with {@code -o} has, or else the one that was asked for. */
    private OverlayFormat format(Optional<Path> overlays, Optional<OverlayFormat> asked) {
        Optional<OverlayFormat> named = overlays.filter(this::isFile).flatMap(OverlayFormat::of);
        if (named.isPresent() && asked.isPresent() && !named.equals(asked)) {
            throw CommandException.usage(OVERLAY_OPTION + " " + overlays.get() + " is not the name of a file of "
                    + FORMAT_OPTION + " " + asked.get().key() + ": leave " + FORMAT_OPTION
                    + " out, or end the name in ." + asked.get().key());
        }
        return named.or(() -> asked).orElse(OverlayFormat.PNG);
    }

    /** Returns whether a path names the file of the only photo. */
    private boolean isFile(Path target) {
        return photos.single() && !Files.isDirectory(target);
    }

    private List<Path> files(Optional<Path> target, String option, String suffix) {
        if (target.filter(this::isFile).isPresent()) {
            checkFileName(target.get(), option);
            return photos.photos().stream().map(photo -> target.get()).toList();
        }
        target.ifPresent(folder -> checkFolder(folder, option));
        List<Path> paths = photos.photos().stream().map(Photo::path).toList();
        List<Path> folders = paths.stream()
                .map(photo -> target.orElseGet(() -> parent(photo)))
                .toList();
        List<String> names = OutputNames.distinct(paths, folders);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            files.add(folders.get(i).resolve(names.get(i) + suffix));
        }
        return files;
    }

    private static Path parent(Path photo) {
        Path parent = photo.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static void checkFileName(Path file, String option) {
        if (!isFileName(file, option)) {
            boolean overlay = option.equals(OVERLAY_OPTION);
            throw CommandException.usage(option + " " + file + " is neither a folder that exists nor the name of a PNG"
                    + (overlay ? " or JPEG" : "") + " file: end the name in .png" + (overlay ? ", .jpg or .jpeg" : ""));
        }
    }

    /** Returns whether a path ends as the files of an option do. */
    private static boolean isFileName(Path path, String option) {
        Optional<OverlayFormat> format = OverlayFormat.of(path);
        return option.equals(OVERLAY_OPTION) ? format.isPresent() : format.equals(Optional.of(OverlayFormat.PNG));
    }

    private static void checkFolder(Path folder, String option) {
        boolean file = Files.exists(folder) && !Files.isDirectory(folder);
        if (file || isFileName(folder, option)) {
            throw CommandException.usage(option + " " + folder + (file ? " is a file" : " is the name of a file")
                    + ", but with several photos or a folder of them it names a folder: give a folder");
        }
    }

    private static void checkDistinct(List<Outputs> outputs) {
        Set<Path> taken = new HashSet<>();
        for (Outputs each : outputs) {
            each.files().forEach(file -> {
                if (!taken.add(identity(file))) {
                    throw CommandException.usage(
                            "Two outputs would be written to " + file + ": give -o and --labels different names");
                }
            });
        }
    }

    private static void checkPhotosAreKept(List<Outputs> outputs) {
        Map<Path, Path> photos = new HashMap<>();
        for (Outputs each : outputs) {
            if (each.photo() instanceof Photo.InFile) {
                photos.put(identity(each.photo().path()), each.photo().path());
            }
        }
        for (Outputs each : outputs) {
            each.files().forEach(file -> {
                if (photos.containsKey(identity(file))) {
                    throw CommandException.usage("The output " + file + " would overwrite the photo "
                            + photos.get(identity(file)) + ": give the output another name with -o or --labels");
                }
            });
        }
    }

    /** Returns one path for all paths of a file, whether or not it exists. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
