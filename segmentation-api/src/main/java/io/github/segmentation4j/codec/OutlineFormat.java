package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.outline.Outlines;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * A format of files that hold the outlines of one image's regions. Immutable.
 *
 * <p>Regions of the names' ignored label are left out, as are those that {@link Outlines#ignoring} left out before; a region of
 * any other label needs a name.
 */
public sealed interface OutlineFormat permits GeoJson, LabelmeJson, Svg, YoloText {

    /**
     * Returns a GeoJSON FeatureCollection (RFC 7946) in coordinates of the image, x right and y down: one polygon a region,
     * with its label, the name of its class and its area in pixels as properties.
     *
     * <p>Numbers have up to 15 digits. Outer rings run counter-clockwise and holes clockwise in the coordinates that are
     * written, as the RFC asks for, and every ring is closed. A ring that touches itself is cut up there, so that the polygons
     * of outlines that were not simplified are valid by the rules of Simple Features, and neighbours have their borders in
     * common. The RFC knows longitude and latitude only (WGS 84, in degrees); coordinates of another kind are written as they
     * come, as most programs do, and what they mean has to be told the reader.
     */
    static OutlineFormat geoJson(ClassNames names) {
        return new GeoJson(names, new AffineTransform());
    }

    /**
     * Returns GeoJSON in other coordinates.
     *
     * @param corners brings corners of pixels, (0, 0) being the top left corner of the image, to the coordinates written; see
     *     {@link #readWorldFile}
     * @throws IllegalArgumentException if it gives pixels no area
     */
    static OutlineFormat geoJson(ClassNames names, AffineTransform corners) {
        return GeoJson.of(names, corners);
    }

    /**
     * Returns an SVG picture (SVG 1.1) of the image's size: one path a region in the color of its class, whose name shows when
     * the pointer rests on it. Paths are not smoothed at their edges ({@code shape-rendering="crispEdges"}), so that nothing
     * shines through between neighbours. Each carries its label as {@code data-label}.
     *
     * @param colors gives the color of a label as 0xRRGGBB; higher bits are ignored
     */
    static OutlineFormat svg(ClassNames names, IntUnaryOperator colors) {
        return new Svg(names, colors, null);
    }

    /**
     * Returns an SVG picture with the photo below the paths, which then cover it by half.
     *
     * @param colors gives the color of a label as 0xRRGGBB; higher bits are ignored
     * @param photo where the photo lies, seen from the picture: a relative path or any URL
     */
    static OutlineFormat svg(ClassNames names, IntUnaryOperator colors, String photo) {
        return new Svg(names, colors, Objects.requireNonNull(photo, "photo"));
    }

    /**
     * Returns the annotations of Labelme for one photo, as a JSON file: one polygon a region, whose holes become cuts.
     *
     * @param imagePath where the photo lies, seen from the folder of the annotations
     */
    static OutlineFormat labelme(ClassNames names, String imagePath) {
        return new LabelmeJson(names, imagePath);
    }

    /**
     * Returns the text of Ultralytics' segmentation data sets: a line a region, with the number of its class, which is its
     * label, and its polygon in parts of the image's sides, to six decimals; holes become cuts.
     */
    static OutlineFormat yolo(ClassNames names) {
        return new YoloText(names);
    }

    /**
     * Reads a world file, which says where the pixels of an image lie on a map: six lines beside the image, in a file that ends
     * in .pgw for PNG, .jgw for JPEG, .tfw for TIFF or .wld.
     *
     * <p>The lines are A, D, B, E, C and F of x' = A x + B y + C and y' = D x + E y + F, where whole x and y are the
     * <em>centers</em> of pixels, so that C and F lie in the center of the top left one (Esri's definition).
     *
     * @return the transform from corners of pixels, (0, 0) being the top left corner of the image, to coordinates on the map
     * @throws InvalidFileException if the file does not consist of six numbers, or the numbers make a line or a point of
     *     the image
     * @throws IOException if it cannot be read
     */
    static AffineTransform readWorldFile(Path file) throws IOException {
        return WorldFile.read(file);
    }

    /**
     * Writes to a stream, which is left open.
     *
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    void write(Outlines outlines, OutputStream out) throws IOException;

    /**
     * Writes a file, whole or not at all; one that was there before is replaced.
     *
     * @throws IllegalArgumentException if a region's label has no name
     * @throws IOException if it cannot be written
     */
    default void write(Outlines outlines, Path file) throws IOException {
        WholeFile.write(file, out -> write(outlines, out));
    }
}
