package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.codec.RunLengths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of Labelme, one for each image: polygons and rectangles under names of classes, the later ones on top. Pixels in no
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
        this.classNames = background ? classNames : classNames.withIgnoredLabel(rest);
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
    public LabelledImage read(int index) throws IOException {
        Annotations file = Annotations.read(files.get(index));
        JsonObject root = file.root();
        Canvas canvas = new Canvas(file.whole(root, "imageWidth"), file.whole(root, "imageHeight"), rest, file.file());
        for (JsonObject shape : file.objects(root, "shapes")) {
            String name = file.text(shape, "label");
            int label = classNames
                    .indexOf(name)
                    .orElseThrow(() -> file.wrong("a shape is called \"" + name + "\", but the classes are "
                            + String.join(", ", classNames.names())));
            try {
                canvas.put(RunLengths.ofPolygon(canvas.width(), canvas.height(), corners(file, shape)), label);
            } catch (IllegalArgumentException e) {
                throw file.wrong("a shape called \"" + name + "\": " + e.getMessage());
            }
        }
        return new LabelledImage(Annotations.lastElement(file.text(root, "imagePath")), canvas.toLabelMap());
    }

    private static double[] corners(Annotations file, JsonObject shape) {
        JsonArray points = file.array(shape.get("points"), "\"points\"");
        double[] corners = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            double[] point = file.numbers(file.array(points.get(i), "of x and y"));
            if (point.length != 2) {
                throw file.wrong("a point has " + point.length + " coordinates");
            }
            corners[2 * i] = point[0];
            corners[2 * i + 1] = point[1];
        }
        String type = shape.isString("shape_type") ? shape.getString("shape_type") : "polygon";
        if (type.equals("polygon")) {
            return corners;
        }
        if (type.equals("rectangle") && points.size() == 2) {
            double left = corners[0];
            double top = corners[1];
            double right = corners[2];
            double bottom = corners[3];
            return new double[] {left, top, right, top, right, bottom, left, bottom};
        }
        throw file.wrong("it has a shape of the type \"" + type
                + "\", of which only polygon and rectangle can be read: make it a polygon in Labelme");
    }
}
