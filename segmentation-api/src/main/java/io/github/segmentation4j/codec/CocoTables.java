package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.region.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tables that COCO's files of all kinds have in common: images and categories. */
final class CocoTables {
    private final List<Image> images = new ArrayList<>();

    /** What the table of images says of one. */
    private record Image(String fileName, int width, int height) {}

    /** Adds an image and returns its id; the first has 1. */
    int add(String fileName, int width, int height) {
        images.add(new Image(fileName, width, height));
        return images.size();
    }

    /** Writes the member "images". */
    void writeImages(JsonWriter json) throws IOException {
        json.name("images").beginArray();
        int id = 0;
        for (Image image : images) {
            json.beginObject().name("id").value(++id);
            json.name("file_name").value(image.fileName());
            json.name("width").value(image.width());
            json.name("height").value(image.height()).endObject();
        }
        json.endArray();
    }

    /** Writes the member "bbox". */
    static void writeBounds(Box bounds, JsonWriter json) throws IOException {
        json.name("bbox").beginArray().value(bounds.x()).value(bounds.y());
        json.value(bounds.width()).value(bounds.height()).endArray();
    }

    /** Returns the smallest box that holds two. */
    static Box union(Box a, Box b) {
        int left = Math.min(a.x(), b.x());
        int top = Math.min(a.y(), b.y());
        int right = Math.max(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.max(a.y() + a.height(), b.y() + b.height());
        return new Box(left, top, right - left, bottom - top);
    }

    /** Adds to the row of a category. */
    @FunctionalInterface
    interface CategoryMembers {
        /** Writes further members of the category of a label. */
        void write(int label) throws IOException;
    }

    /** Writes the member "categories": every class but the ignored one. */
    static void writeCategories(ClassNames names, JsonWriter json, CategoryMembers more) throws IOException {
        json.name("categories").beginArray();
        for (int label = 0; label < names.size(); label++) {
            if (names.ignoredLabel().orElse(-1) != label) {
                json.beginObject().name("id").value(label);
                json.name("name").value(names.name(label));
                json.name("supercategory").value("");
                more.write(label);
                json.endObject();
            }
        }
        json.endArray();
    }
}
