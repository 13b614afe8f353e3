package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.Photos;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * COCO's panoptic annotations: a PNG file for each image whose colors are ids of segments, in the folder that is named like
 * the JSON file, and the segments' categories in that. Labels are the ids of categories.
 */
final class PanopticSource implements LabelSource {
    private static final int BYTE = 0xFF;
    private static final int BYTE_BITS = 8;

    private final Annotations file;
    private final ClassNames classNames;
    private final List<JsonObject> annotations;
    private final Path folder;
    private final Set<Integer> categoryIds;

    PanopticSource(Annotations file, Path folder) {
        this.file = file;
        this.classNames = file.categories();
        this.annotations = file.objects(file.root(), "annotations");
        this.folder = folder;
        this.categoryIds = file.categoryIds();
    }

    @Override
    public ClassNames classNames() {
        return classNames;
    }

    @Override
    public int size() {
        return annotations.size();
    }

    @Override
    public Path path(int index) {
        return Annotations.below(file.text(annotations.get(index), "file_name"));
    }

    @Override
    public List<String> notes() {
        return file.notesOnCategoryZero(classNames);
    }

    @Override
    public LabelledImage read(int index) throws IOException {
        JsonObject annotation = annotations.get(index);
        Map<Integer, Integer> labels = new HashMap<>();
        int rest = classNames.ignoredLabel().orElse(0);
        labels.put(0, rest);
        for (JsonObject segment : file.objects(annotation, "segments_info")) {
            int label = file.whole(segment, "category_id");
            if (!categoryIds.contains(label)) {
                throw file.wrong("a segment has the category " + label + ", which it does not name");
            }
            labels.put(file.whole(segment, "id"), label);
        }
        String name = Annotations.lastElement(file.text(annotation, "file_name"));
        Path png = folder.resolve(name);
        BufferedImage colors = Photos.read(png);
        int width = colors.getWidth();
        Canvas canvas = new Canvas(width, colors.getHeight(), rest, png);
        int[] row = new int[width];
        for (int y = 0; y < colors.getHeight(); y++) {
            colors.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int id = segment(row[x]);
                Integer label = labels.get(id);
                if (label == null) {
                    throw new InvalidFileException(
                            png + " has pixels of segment " + id + ", which " + file.file() + " does not describe");
                }
                canvas.put(y * width + x, label);
            }
        }
        return new LabelledImage(name, canvas.toLabelMap());
    }

    /** Returns R + 256 G + 65536 B. */
    private static int segment(int rgb) {
        int red = (rgb >> (2 * BYTE_BITS)) & BYTE;
        int green = (rgb >> BYTE_BITS) & BYTE;
        int blue = rgb & BYTE;
        return red | (green << BYTE_BITS) | (blue << (2 * BYTE_BITS));
    }
}
