package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of Labelme, one for each image: shapes under names of classes, the later ones on top. Pixels in no
 * shape get the label 0 where that is called background, else one after the last, which is ignored.
 */
final class LabelmeSource implements LabelSource {
    private static final List<String> BACKGROUND = List.of("background", "_background_", "__background__");

    private final List<Path> files;
    private final ClassNames classNames;
    private final int rest;

    LabelmeSource(List<Path> files, ClassNames classNames) {
        this.files = List.copyOf(files);
        boolean background = BACKGROUND.contains(classNames.name(0));
        this.rest = background ? 0 : classNames.size();
        this.classNames = background ? classNames : classNames.ignoring(rest);
    }

    @Override
    public ClassNames classNames() {
        return classNames;
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
        Annotations file = Annotations.read(files.get(index));
        JsonObject root = file.root();
        Canvas canvas = new Canvas(file.whole(root, "imageWidth"), file.whole(root, "imageHeight"), rest, file.file());
        for (JsonObject shape : file.objects(root, "shapes")) {
            String name = file.text(shape, "label");
            int label = classNames
                    .findLabel(name)
                    .orElseThrow(() -> file.wrong("a shape is called \"" + name + "\", but the classes are "
                            + String.join(", ", classNames.names())));
            try {
                LabelmeShape.of(file, shape).putOn(canvas, label);
            } catch (IllegalArgumentException e) {
                throw file.wrong("a shape called \"" + name + "\": " + e.getMessage());
            }
        }
        return new LabelledImage(Annotations.lastElement(file.text(root, "imagePath")), canvas.toLabelMap());
    }
}
