package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import io.github.segmentation4j.region.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The outlines of many images as COCO's panoptic annotations (cocodataset.org, "Data format", panoptic segmentation): a PNG
 * file for each image, whose colors are the ids of segments (id = R + 256 G + 65536 B, 0 for none), and one JSON file that
 * says what they are.
 *
 * <p>Each region of a class of things is a segment of its own; all regions of another class (stuff) together are one.
 * Without {@link #withThings} there are none of things. The id of a category is its label, that of a segment the number of its
 * first region. Images are numbered from 1. Pixels of the names' ignored label belong to no segment.
 */
public final class CocoPanoptic {
    private static final int MAX_SEGMENTS = 0xFFFFFF;

    /** Stands for a slash in the name of a PNG file. */
    private static final String FOLDER_SEPARATOR = "-";

    private final ClassNames names;
    private final BitSet things;

    private CocoPanoptic(ClassNames names, BitSet things) {
        this.names = names;
        this.things = things;
    }

    /** Returns the format in which every class is stuff. */
    public static CocoPanoptic of(ClassNames names) {
        return new CocoPanoptic(Objects.requireNonNull(names, "names"), new BitSet());
    }

    /**
     * Returns this format with these classes, and no others, as things.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public CocoPanoptic withThings(int... labels) {
        BitSet chosen = new BitSet();
        for (int label : labels) {
            chosen.set(Checks.label(label, names.size()));
        }
        return new CocoPanoptic(names, chosen);
    }

    /**
     * Writes a data set. Each file is there as a whole or not at all, the JSON file last; files that were there before are
     * replaced.
     *
     * @param images asked for one by one, so that they need not be in memory at once
     * @param json the JSON file
     * @param folder the folder for the PNG files, made if it is not there; each is named like its photo, without its folders,
     *     or if there is one of that name, with them and a hyphen for each slash
     * @throws IllegalArgumentException if a region's label has no name, two PNG files would have one name, or an image has
     *     more than 16,777,215 regions
     * @throws IOException if a file cannot be written
     */
    public void write(Iterable<CocoImage> images, Path json, Path folder) throws IOException {
        Files.createDirectories(folder);
        WholeFile.write(json, out -> {
            JsonWriter text = new JsonWriter(out);
            text.beginObject();
            text.name("info").beginObject().endObject();
            text.name("licenses").beginArray().endArray();
            text.name("annotations").beginArray();
            CocoTables seen = new CocoTables();
            Set<String> files = new HashSet<>();
            for (CocoImage image : images) {
                Outlines outlines = image.outlines();
                String png = pngName(image.fileName());
                if (files.contains(png)) {
                    png = pngName(image.fileName().replaceAll("[/\\\\]+", FOLDER_SEPARATOR));
                }
                if (!files.add(png)) {
                    throw new IllegalArgumentException("Two photos would have the PNG file " + png + ", one of them "
                            + image.fileName() + ": give each photo a name of its own, whatever its folder and ending");
                }
                text.beginObject().name("image_id");
                text.value(seen.add(image.fileName(), outlines.width(), outlines.height()));
                text.name("file_name").value(png);
                writeSegments(outlines, folder.resolve(png), text);
                text.endObject();
            }
            text.endArray();
            seen.writeImages(text);
            CocoTables.writeCategories(
                    names, text, label -> text.name("isthing").value(things.get(label) ? 1 : 0));
            text.endObject();
            text.finish();
        });
    }

    private static String pngName(String photo) {
        String name = photo.substring(Math.max(photo.lastIndexOf('/'), photo.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".png";
    }

    /** What the table of segments says of one. */
    private record Segment(int label, long area, Box bounds) {
        Segment and(Segment other) {
            return new Segment(label, area + other.area, CocoTables.union(bounds, other.bounds));
        }
    }

    private void writeSegments(Outlines outlines, Path png, JsonWriter json) throws IOException {
        int width = outlines.width();
        int[] pixels = new int[Math.multiplyExact(width, outlines.height())];
        Map<Integer, Segment> segments = new TreeMap<>();
        Map<Integer, Integer> stuff = new HashMap<>();
        for (Outline outline : NamedOutlines.of(outlines, names)) {
            OutlineRuns runs = OutlineRuns.of(outline, width, outlines.height());
            if (runs.area() > 0) {
                int label = outline.label();
                int id = things.get(label) ? outline.id() : stuff.computeIfAbsent(label, first -> outline.id());
                if (id > MAX_SEGMENTS) {
                    throw new IllegalArgumentException("Region " + id + " was given, but a panoptic PNG has room for "
                            + MAX_SEGMENTS + ": remove small regions first");
                }
                runs.fill(pixels, id);
                segments.merge(id, new Segment(label, runs.area(), runs.bounds()), Segment::and);
            }
        }
        WholeFile.write(
                png,
                out -> PngWriter.write(out, width, outlines.height(), PngWriter.Kind.RGB_8, null, (y, row) -> {
                    for (int x = 0; x < width; x++) {
                        int id = pixels[y * width + x];
                        row[3 * x] = (byte) id;
                        row[3 * x + 1] = (byte) (id >> Byte.SIZE);
                        row[3 * x + 2] = (byte) (id >> (2 * Byte.SIZE));
                    }
                }));
        json.name("segments_info").beginArray();
        for (Map.Entry<Integer, Segment> entry : segments.entrySet()) {
            Segment segment = entry.getValue();
            json.beginObject().name("id").value(entry.getKey());
            json.name("category_id").value(segment.label());
            json.name("iscrowd").value(0);
            json.name("area").value(segment.area());
            CocoTables.writeBounds(segment.bounds(), json);
            json.endObject();
        }
        json.endArray();
    }
}
