package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what files hold. */
public final class LabelSources {
    private static final String JSON = ".json";

    private LabelSources() {}

    /**
     * Returns the source of the labels in some files: one file of COCO, or any number of Labelme's or of label maps.
     *
     * @param inputs files, or folders of which every file of labels is taken
     * @param classNames what labels mean where the files do not say; without them classes are numbered
     * @throws IllegalArgumentException if the files do not go together, or need names
     * @throws io.github.segmentation4j.InvalidFileException if a file is damaged or holds something else
     * @throws IOException if a file cannot be read
     */
    public static LabelSource of(List<Path> inputs, Optional<ClassNames> classNames) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                try (Stream<Path> entries = Files.list(input)) {
                    entries.filter(LabelSources::holdsLabels).sorted().forEach(files::add);
                }
            } else {
                files.add(input);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("There is no file of labels in " + inputs.get(0)
                    + ": give .png, .npy or " + FileKind.RUNS.extension() + ", or the .json of COCO or Labelme");
        }
        long json = files.stream().filter(LabelSources::isJson).count();
        if (json == 0) {
            return new LabelFiles(files, classNames);
        }
        if (json != files.size()) {
            Path map = files.stream().filter(file -> !isJson(file)).findFirst().orElseThrow();
            Path annotations =
                    files.stream().filter(LabelSources::isJson).findFirst().orElseThrow();
            throw new IllegalArgumentException(json + " JSON files (such as " + annotations + ") and "
                    + (files.size() - json) + " label maps (such as " + map + ") were given: convert them in two runs");
        }
        Annotations first = Annotations.read(files.get(0));
        if (first.root().has("shapes")) {
            return new LabelmeSource(
                    files,
                    classNames.orElseThrow(() -> new IllegalArgumentException(
                            "Files of Labelme name classes but do not number them: list the names with --classes")));
        }
        if (files.size() > 1) {
            throw new IllegalArgumentException(files.size() + " JSON files were given, and " + files.get(0)
                    + " is none of Labelme: convert files of COCO one by one");
        }
        boolean panoptic = first.root().has("annotations")
                && first.objects(first.root(), "annotations").stream().anyMatch(LabelSources::isPanoptic);
        return panoptic ? new PanopticSource(first, folderOf(first.file())) : new CocoSource(first);
    }

    private static boolean isPanoptic(JsonObject annotation) {
        return annotation.has("segments_info");
    }

    /** Returns the folder of a panoptic file's images, which has its name without the extension. */
    private static Path folderOf(Path json) {
        String name = String.valueOf(json.getFileName());
        return json.resolveSibling(name.substring(0, name.length() - JSON.length()));
    }

    private static boolean holdsLabels(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && Stream.of(FileKind.PNG, FileKind.NPY, FileKind.RUNS, FileKind.LABELME)
                        .anyMatch(format -> name.endsWith(format.extension()));
    }

    private static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(JSON);
    }
}
