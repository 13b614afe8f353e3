package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.codec.RunLengths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * COCO annotations: polygons, run lengths and compressed run lengths. Labels are the ids of categories; where annotations
 * overlap, the later one is on top. Polygons are filled as pycocotools does.
 */
final class CocoSource implements LabelSource {
    private final Annotations file;
    private final ClassNames classNames;
    private final List<JsonObject> images;
    private final Map<Integer, List<JsonObject>> annotations = new HashMap<>();

    CocoSource(Annotations file) {
        this.file = file;
        this.classNames = file.categories();
        this.images = file.objects(file.root(), "images");
        for (JsonObject annotation : file.objects(file.root(), "annotations")) {
            annotations
                    .computeIfAbsent(file.whole(annotation, "image_id"), id -> new ArrayList<>())
                    .add(annotation);
        }
    }

    @Override
    public ClassNames classNames() {
        return classNames;
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public LabelledImage read(int index) {
        JsonObject image = images.get(index);
        Canvas canvas = new Canvas(
                file.whole(image, "width"),
                file.whole(image, "height"),
                classNames.ignoredLabel().orElse(0),
                file.file());
        for (JsonObject annotation : annotations.getOrDefault(file.whole(image, "id"), List.of())) {
            int label = file.whole(annotation, "category_id");
            if (label >= classNames.size()) {
                throw file.wrong("an annotation has the category " + label + ", which it does not name");
            }
            try {
                mask(annotation, canvas).ifPresent(mask -> canvas.put(mask, label));
            } catch (IllegalArgumentException e) {
                throw file.wrong("annotation " + annotation.get("id") + ": " + e.getMessage());
            }
        }
        return new LabelledImage(Annotations.lastElement(file.text(image, "file_name")), canvas.toLabelMap());
    }

    private Optional<RunLengths> mask(JsonObject annotation, Canvas canvas) {
        Object segmentation = annotation.get("segmentation");
        if (segmentation instanceof JsonObject runs) {
            double[] size = file.numbers(file.array(runs.get("size"), "\"size\""));
            if (size.length != 2 || size[0] != canvas.height() || size[1] != canvas.width()) {
                throw file.wrong("run lengths of annotation " + annotation.get("id") + " are not of its image's size");
            }
            if (runs.isString("counts")) {
                return Optional.of(RunLengths.ofCompressed(canvas.width(), canvas.height(), runs.getString("counts")));
            }
            double[] counts = file.numbers(file.array(runs.get("counts"), "\"counts\""));
            int[] whole = new int[counts.length];
            for (int i = 0; i < counts.length; i++) {
                whole[i] = (int) counts[i];
            }
            return Optional.of(RunLengths.of(canvas.width(), canvas.height(), whole));
        }
        // An annotation without a segmentation has a box only, which says nothing of pixels.
        Optional<RunLengths> mask = Optional.empty();
        if (segmentation instanceof JsonArray polygons) {
            for (Object polygon : polygons) {
                RunLengths part = RunLengths.ofPolygon(
                        canvas.width(), canvas.height(), file.numbers(file.array(polygon, "of corners")));
                mask = Optional.of(mask.map(before -> before.or(part)).orElse(part));
            }
        }
        return mask;
    }
}
