package io.github.segmentation4j.examples.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * The photos that the arguments of the command line name.
 *
 * <p>A file that is named is taken for a photo whatever it is called. Of a folder, but not of the folders in it, those
 * files are taken whose extension belongs to an image format that can be read, so that a broken photo is reported and a
 * text file is not; hidden files and the program's own pictures of an earlier run are left out. A photo that is named
 * twice is taken once.
 *
 * @param photos in the order of the arguments, those of a folder by name
 * @param problems one sentence for each argument that names no photo
 * @param single whether exactly one photo was named as a file, so that outputs may be named as files, too
 */
record PhotoList(List<Photo> photos, List<String> problems, boolean single) {
    private static final Set<String> EXTENSIONS = Arrays.stream(ImageIO.getReaderFileSuffixes())
            .map(suffix -> suffix.toLowerCase(Locale.ROOT))
            .filter(suffix -> !suffix.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));

    PhotoList {
        photos = List.copyOf(photos);
        problems = List.copyOf(problems);
    }

    /** Returns the list of the bundled photo alone. */
    static PhotoList bundled(Path folder) {
        return new PhotoList(List.of(new Photo.Bundled(folder)), List.of(), true);
    }

    /**
     * Returns the photos that these arguments name.
     *
     * @param arguments paths of files and folders, at least one
     * @throws CommandException if an argument cannot be a path
     */
    static PhotoList of(List<String> arguments) {
        Collector found = new Collector();
        List<Path> paths = arguments.stream().map(PhotoList::path).toList();
        paths.forEach(found::add);
        boolean single = paths.size() == 1 && !Files.isDirectory(paths.get(0));
        return new PhotoList(found.photos, found.problems, single);
    }

    /** Returns the photos of one folder, or the problem with it. */
    static PhotoList ofFolder(Path folder) {
        Collector found = new Collector();
        found.add(folder);
        return new PhotoList(found.photos, found.problems, false);
    }

    private static Path path(String argument) {
        if (argument.isEmpty()) {
            throw CommandException.usage("The name of a photo is empty: give the path of a file or a folder");
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw CommandException.usage("\"" + argument + "\" is not a path: " + e.getReason());
        }
    }

    /** Returns whether a file's extension belongs to an image format that can be read. */
    private static boolean isNamedLikeAnImage(Path file) {
        return EXTENSIONS.contains(FileNames.extension(file).toLowerCase(Locale.ROOT));
    }

    /** Gathers photos and problems, argument by argument. */
    private static final class Collector {
        private final List<Photo> photos = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Set<Path> taken = new TreeSet<>();

        void add(Path path) {
            if (!Files.exists(path)) {
                problems.add("There is no file " + path + ": give the path of a photo or of a folder with photos");
            } else if (Files.isDirectory(path)) {
                addFolder(path);
            } else {
                addFile(path);
            }
        }

        private void addFolder(Path folder) {
            List<Path> images;
            try {
                images = images(folder);
            } catch (IOException e) {
                problems.add("The folder " + folder + " cannot be read: " + Reasons.of(e));
                return;
            }
            if (images.isEmpty()) {
                problems.add("The folder " + folder + " holds no photo: no file in it ends in ."
                        + String.join(", .", EXTENSIONS));
            }
            images.forEach(this::addFile);
        }

        private void addFile(Path file) {
            if (taken.add(identity(file))) {
                photos.add(new Photo.InFile(file));
            }
        }

        private static boolean isOurs(Path image) throws IOException {
            return PngFile.isOurs(image) || JpegFile.isOurs(image);
        }

        private static Path identity(Path file) {
            try {
                return file.toRealPath();
            } catch (IOException e) {
                return file.toAbsolutePath().normalize();
            }
        }

        private static List<Path> images(Path folder) throws IOException {
            List<Path> images = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (Files.isRegularFile(entry) && !Files.isHidden(entry) && isNamedLikeAnImage(entry)) {
                        images.add(entry);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            Set<String> names = images.stream().map(FileNames::name).collect(Collectors.toSet());
            List<Path> photos = new ArrayList<>();
            for (Path image : images) {
                if (!OutputNames.isNamedLikeAnOutput(image, names) && !isOurs(image)) {
                    photos.add(image);
                }
            }
            Collections.sort(photos);
            return photos;
        }
    }
}
