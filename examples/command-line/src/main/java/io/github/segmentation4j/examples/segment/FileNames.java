package io.github.segmentation4j.examples.segment;

import java.nio.file.Path;

/** The parts of a file's name. */
final class FileNames {
    private FileNames() {}

    /** Returns the last element of a path, empty for a root. */
    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Returns the name without its extension; a name that starts with its only dot is kept whole. */
    static String stem(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Returns what follows the last dot of the name, empty if there is none. */
    static String extension(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot + 1) : "";
    }
}
