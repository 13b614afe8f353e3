package io.github.segmentation4j.examples.segment.convert;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The formats that labels can be written in. */
public enum FileKind {
    /** Gray PNG files. */
    PNG("png", ".png"),
    /** PNG files with a palette. */
    PALETTE_PNG("palette-png", ".png"),
    /** NumPy's arrays. */
    NPY("npy", ".npy"),
    /** Run lengths. */
    RUNS("runs", ".runs"),
    /** GeoJSON, one file for each image. */
    GEOJSON("geojson", ".geojson"),
    /** SVG pictures. */
    SVG("svg", ".svg"),
    /** Labelme's files. */
    LABELME("labelme", ".json"),
    /** YOLO's text files. */
    YOLO("yolo", ".txt"),
    /** One file of COCO annotations, with polygons. */
    COCO("coco", ".json"),
    /** One file of COCO annotations, with compressed run lengths. */
    COCO_RLE("coco-rle", ".json"),
    /** One file of COCO's panoptic annotations, and a folder of PNG files beside it. */
    COCO_PANOPTIC("coco-panoptic", ".json");

    private final String key;
    private final String extension;

    FileKind(String key, String extension) {
        this.key = key;
        this.extension = extension;
    }

    /** Returns the name by which it is chosen. */
    public String key() {
        return key;
    }

    /** Returns the extension of its files, with the dot. */
    public String extension() {
        return extension;
    }

    /** Returns whether all images are in one file. */
    public boolean isOneFile() {
        return this == COCO || this == COCO_RLE || this == COCO_PANOPTIC;
    }

    /** Returns whether its files name classes. */
    public boolean namesClasses() {
        return this != PNG && this != PALETTE_PNG && this != NPY && this != RUNS;
    }

    /**
     * Returns the format with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FileKind named(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is not a format: choose one of "
                        + Arrays.stream(values()).map(format -> format.key).collect(Collectors.joining(", "))));
    }
}
