package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.LabelFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Files that hold one label map each: PNG, NumPy's {@code .npy}, or run lengths. */
final class LabelFiles implements LabelSource {
    private final List<Path> files;
    private final Optional<ClassNames> classNames;

    /** Creates the source of these files. */
    LabelFiles(List<Path> files, Optional<ClassNames> classNames) {
        this.files = List.copyOf(files);
        this.classNames = classNames;
    }

    @Override
    public ClassNames classNames() {
        return classNames.orElseGet(() -> ClassNames.of(IntStream.range(0, LabelMap.MAX_LABEL)
                .mapToObj(label -> "class " + label)
                .toList()));
    }

    @Override
    public boolean isNumbered() {
        return classNames.isEmpty();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Path path(int index) {
        return files.get(index);
    }

    @Override
    public LabelledImage read(int index) throws IOException {
        Path file = files.get(index);
        String name = String.valueOf(file.getFileName());
        return new LabelledImage(name, labels(file, name.toLowerCase(Locale.ROOT)));
    }

    private static LabelMap labels(Path file, String name) throws IOException {
        if (name.endsWith(FileKind.PNG.extension())) {
            return LabelFormat.png().read(file);
        }
        if (name.endsWith(FileKind.NPY.extension())) {
            return LabelFormat.npy().read(file);
        }
        if (name.endsWith(FileKind.RUNS.extension())) {
            return LabelFormat.runs().read(file);
        }
        throw new InvalidFileException(file + " is not a file of labels that can be read: give .png, .npy, "
                + FileKind.RUNS.extension() + ", or the .json of COCO or Labelme");
    }
}
