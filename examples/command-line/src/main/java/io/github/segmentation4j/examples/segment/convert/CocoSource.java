package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.codec.RunLengths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * COCO annotations: polygons, run lengths and compressed run lengths. Labels are the ids of categories; where annotations
 * overlap, the later one is on top. Polygons are filled as pycocotools does.
 */
final class CocoSource implements LabelSource {
    private final Annotations file;
    private final ClassNames classNames;
    private final List<JsonObject> images;
    private final Map<Integer, List<JsonObject>> annotations = new HashMap<>();
    private final Set<Integer> categoryIds;
    private final List<String> losses = new ArrayList<>();

    CocoSource(Annotations file) {
        this.file = file;
        this.classNames = file.categories();
        this.categoryIds = file.categoryIds();
        this.images = file.objects(file.root(), "images");
        Set<Integer> imageIds = new HashSet<>();
        images.forEach(image -> imageIds.add(file.whole(image, "id")));
        List<JsonObject> withoutImage = new ArrayList<>();
        List<JsonObject> withoutMask = new ArrayList<>();
        for (JsonObject annotation : file.objects(file.root(), "annotations")) {
            int image = file.whole(annotation, "image_id");
            if (!imageIds.contains(image)) {
                withoutImage.add(annotation);
            } else if (hasMask(annotation)) {
                annotations.computeIfAbsent(image, id -> new ArrayList<>()).add(annotation);
            } else {
                withoutMask.add(annotation);
            }
        }
        tellLoss(withoutImage, "of an image that the file does not list", "image_id");
        tellLoss(withoutMask, "without a mask, since a box says nothing of pixels", "image_id");
    }

    private static boolean hasMask(JsonObject annotation) {
        Object segmentation = annotation.get("segmentation");
        return segmentation instanceof JsonArray polygons ? !polygons.isEmpty() : segmentation != null;
    }

    private void tellLoss(List<JsonObject> left, String what, String member) {
        if (!left.isEmpty()) {
            JsonObject first = left.get(0);
            losses.add(left.size() + (left.size() == 1 ? " annotation" : " annotations") + " of " + file.file()
                    + (left.size() == 1 ? " is " : " are ") + "left out, " + what + ": the first has the id "
                    + first.get("id") + " and " + member + " " + first.get(member));
        }
    }

    @Override
    public List<String> losses() {
        return List.copyOf(losses);
    }

    @Override
    public List<String> notes() {
        return file.notesOnCategoryZero(classNames);
    }

    @Override
    public Path path(int index) {
        return Annotations.below(file.text(images.get(index), "file_name"));
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
            if (!categoryIds.contains(label)) {
                throw file.wrong("an annotation has the category " + label + ", which it does not name");
            }
            try {
                canvas.put(mask(annotation, canvas), label);
            } catch (IllegalArgumentException e) {
                throw file.wrong("annotation " + annotation.get("id") + ": " + e.getMessage());
            }
        }
        return new LabelledImage(Annotations.lastElement(file.text(image, "file_name")), canvas.toLabelMap());
    }

    private RunLengths mask(JsonObject annotation, Canvas canvas) {
        Object segmentation = annotation.get("segmentation");
        if (segmentation instanceof JsonObject runs) {
            return runLengths(annotation, runs, canvas);
        }
        RunLengths mask = RunLengths.of(canvas.width(), canvas.height(), canvas.width() * canvas.height());
        for (Object polygon : file.array(segmentation, "\"segmentation\"")) {
            mask = mask.or(RunLengths.ofPolygon(
                    canvas.width(), canvas.height(), file.numbers(file.array(polygon, "of corners"))));
        }
        return mask;
    }

    private RunLengths runLengths(JsonObject annotation, JsonObject runs, Canvas canvas) {
        double[] size = file.numbers(file.array(runs.get("size"), "\"size\""));
        if (size.length != 2 || size[0] != canvas.height() || size[1] != canvas.width()) {
            throw file.wrong("run lengths of annotation " + annotation.get("id") + " are not of its image's size");
        }
        if (runs.isString("counts")) {
            return RunLengths.ofCompressed(canvas.width(), canvas.height(), runs.getString("counts"));
        }
        double[] counts = file.numbers(file.array(runs.get("counts"), "\"counts\""));
        int[] whole = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            whole[i] = (int) counts[i];
        }
        return RunLengths.of(canvas.width(), canvas.height(), whole);
    }
}
