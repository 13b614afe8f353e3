package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.CocoImage;
import io.github.segmentation4j.codec.CocoJson;
import io.github.segmentation4j.codec.CocoPanoptic;
import io.github.segmentation4j.codec.LabelFormat;
import io.github.segmentation4j.codec.OutlineFormat;
import io.github.segmentation4j.outline.Outlines;
import io.github.segmentation4j.outline.Simplification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Writes label maps in a format.
 *
 * @param format the format
 * @param classNames the names of the labels; the ignored one is left out where names are written
 * @param colors the color of each label as 0xRRGGBB
 * @param things the classes whose regions are counted one by one in COCO's panoptic format
 * @param tolerance how far borders may move when outlines are simplified, in pixels; nothing for outlines along the edges
 *     of pixels
 */
public record LabelWriter(
        FileKind format,
        ClassNames classNames,
        IntUnaryOperator colors,
        List<Integer> things,
        OptionalDouble tolerance) {
    private static final int PALETTE_COLORS = 256;
    private static final List<String> WORLD_FILES = List.of(".wld", ".pgw", ".jgw", ".tfw");

    /** Returns the outlines of labels, simplified as asked for. */
    public Outlines outlines(LabelMap labels) {
        Outlines exact = Outlines.of(labels);
        return tolerance.isPresent() ? exact.simplify(Simplification.douglasPeucker(tolerance.getAsDouble())) : exact;
    }

    /**
     * Writes one image into a file of its own.
     *
     * @param photo the name of the photo
     * @param worldFiles the folder in which a world file of the photo may lie, which GeoJSON takes coordinates from
     * @throws IllegalArgumentException if the format cannot hold the labels
     * @throws IOException if the file cannot be written
     */
    public void write(LabelMap labels, String photo, Path worldFiles, Path file) throws IOException {
        switch (format) {
            case PNG -> LabelFormat.png().write(labels, file);
            case PALETTE_PNG -> LabelFormat.palettePng(palette()).write(labels, file);
            case NPY -> LabelFormat.npy().write(labels, file);
            case RUNS -> LabelFormat.runs().write(labels, file);
            case GEOJSON -> geoJson(photo, worldFiles).write(outlines(labels), file);
            case SVG -> OutlineFormat.svg(classNames, colors, photo).write(outlines(labels), file);
            case LABELME -> OutlineFormat.labelme(classNames, photo).write(outlines(labels), file);
            case YOLO -> OutlineFormat.yolo(classNames).write(outlines(labels), file);
            case COCO, COCO_RLE, COCO_PANOPTIC ->
                throw new IllegalArgumentException(format.key() + " holds all images in one file");
        }
    }

    /**
     * Writes all images into one file.
     *
     * @param images asked for one by one
     * @throws IOException if a file cannot be written
     */
    public void write(Iterable<CocoImage> images, Path file) throws IOException {
        if (format == FileKind.COCO_PANOPTIC) {
            int[] labels = things.stream().mapToInt(Integer::intValue).toArray();
            CocoPanoptic.of(classNames).withThings(labels).write(images, file, folderBeside(file));
        } else if (format == FileKind.COCO_RLE) {
            CocoJson.of(classNames).withCompressedRunLengths().write(images, file);
        } else {
            CocoJson.of(classNames).write(images, file);
        }
    }

    private static Path folderBeside(Path json) {
        String name = String.valueOf(json.getFileName());
        return json.resolveSibling(
                name.endsWith(FileKind.COCO_PANOPTIC.extension())
                        ? name.substring(
                                0,
                                name.length()
                                        - FileKind.COCO_PANOPTIC.extension().length())
                        : name + "-segments");
    }

    private int[] palette() {
        return IntStream.range(0, PALETTE_COLORS).map(colors).toArray();
    }

    private OutlineFormat geoJson(String photo, Path folder) throws IOException {
        int dot = photo.lastIndexOf('.');
        String stem = dot > 0 ? photo.substring(0, dot) : photo;
        Optional<Path> worldFile = WORLD_FILES.stream()
                .map(extension -> folder.resolve(stem + extension))
                .filter(Files::isRegularFile)
                .findFirst();
        return worldFile.isPresent()
                ? OutlineFormat.geoJson(classNames, OutlineFormat.readWorldFile(worldFile.get()))
                : OutlineFormat.geoJson(classNames);
    }

    /** Returns the classes with these names or ids. */
    public static List<Integer> labels(ClassNames classNames, List<String> named) {
        return named.stream().map(name -> label(classNames, name)).toList();
    }

    private static int label(ClassNames classNames, String name) {
        return classNames.findLabel(name).orElseGet(() -> {
            String known = String.join(", ", classNames.names());
            if (!name.matches("\\d{1,5}") || Integer.parseInt(name) >= classNames.size()) {
                throw new IllegalArgumentException("There is no class \"" + name + "\" among " + known);
            }
            return Integer.parseInt(name);
        });
    }
}
