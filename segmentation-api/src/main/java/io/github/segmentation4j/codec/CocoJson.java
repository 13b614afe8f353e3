package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The outlines of many images as one file of COCO annotations (cocodataset.org, "Data format", object detection): images,
 * categories, and an annotation for each region with its segmentation, area and bounding box.
 *
 * <p>The id of a category is its label. Images and annotations are numbered from 1 in the order in which they come, and
 * {@code iscrowd} is 0. Areas and boxes are those of the pixels whose centres an outline encloses; an outline that was
 * simplified until it encloses none is left out. Segmentations are polygons, one for each region, unless run lengths are asked for. COCO's polygons
 * have no holes: a hole is joined to the ring round it by a cut without width, which the polygon takes there and back, so that
 * it covers the pixels of the region and no others. Regions of the names' ignored label are left out, and its category too.
 */
public final class CocoJson {
    private final ClassNames names;
    private final Segmentation segmentation;

    private CocoJson(ClassNames names, Segmentation segmentation) {
        this.names = names;
        this.segmentation = segmentation;
    }

    /** How the pixels of a region are written. */
    private enum Segmentation {
        POLYGON,
        RUN_LENGTHS,
        COMPRESSED_RUN_LENGTHS
    }

    /** Returns the format with polygons. */
    public static CocoJson of(ClassNames names) {
        return new CocoJson(Objects.requireNonNull(names, "names"), Segmentation.POLYGON);
    }

    /** Returns this format with polygons. */
    public CocoJson withPolygons() {
        return new CocoJson(names, Segmentation.POLYGON);
    }

    /** Returns this format with run lengths as lists of numbers (COCO's uncompressed RLE). */
    public CocoJson withRunLengths() {
        return new CocoJson(names, Segmentation.RUN_LENGTHS);
    }

    /** Returns this format with run lengths as texts (COCO's compressed RLE), a fraction of the size of the others. */
    public CocoJson withCompressedRunLengths() {
        return new CocoJson(names, Segmentation.COMPRESSED_RUN_LENGTHS);
    }

    /**
     * Writes a file, whole or not at all; one that was there before is replaced.
     *
     * @param images asked for one by one, so that they need not be in memory at once
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    public void write(Iterable<CocoImage> images, Path file) throws IOException {
        WholeFile.write(file, out -> write(images, out));
    }

    /**
     * Writes to a stream, which is left open.
     *
     * @param images asked for one by one, so that they need not be in memory at once
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    public void write(Iterable<CocoImage> images, OutputStream out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.beginObject();
        json.name("info").beginObject().endObject();
        json.name("licenses").beginArray().endArray();
        json.name("annotations").beginArray();
        // Images stand behind the annotations, so that each is seen once and only its name and size are kept.
        CocoTables seen = new CocoTables();
        int annotations = 0;
        for (CocoImage image : images) {
            Outlines outlines = image.outlines();
            int imageId = seen.add(image.fileName(), outlines.width(), outlines.height());
            for (Outline outline : NamedOutlines.of(outlines, names)) {
                OutlineRuns runs = OutlineRuns.of(outline, outlines.width(), outlines.height());
                if (runs.area() > 0) {
                    annotations = Math.incrementExact(annotations);
                    json.beginObject().name("id").value(annotations);
                    json.name("image_id").value(imageId);
                    json.name("category_id").value(outline.label());
                    json.name("iscrowd").value(0);
                    json.name("area").value(runs.area());
                    CocoTables.writeBounds(runs.bounds(), json);
                    json.name("segmentation");
                    writeSegmentation(outline, runs, outlines, json);
                    json.endObject();
                }
            }
        }
        json.endArray();
        seen.writeImages(json);
        CocoTables.writeCategories(names, json, label -> {});
        json.endObject();
        json.finish();
    }

    private void writeSegmentation(Outline outline, OutlineRuns runs, Outlines image, JsonWriter json)
            throws IOException {
        if (segmentation == Segmentation.POLYGON) {
            json.beginArray().beginArray();
            for (double coordinate : SingleRing.of(outline)) {
                json.value(coordinate);
            }
            json.endArray().endArray();
            return;
        }
        json.beginObject().name("size").beginArray();
        json.value(image.height()).value(image.width()).endArray();
        json.name("counts");
        if (segmentation == Segmentation.COMPRESSED_RUN_LENGTHS) {
            json.value(runs.text());
        } else {
            json.beginArray();
            for (int count : runs.counts()) {
                json.value(count);
            }
            json.endArray();
        }
        json.endObject();
    }
}
