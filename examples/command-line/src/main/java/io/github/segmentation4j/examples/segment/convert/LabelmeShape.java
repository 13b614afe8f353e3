package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.codec.RunLengths;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.Base64;

/**
 * A shape of Labelme that covers pixels.
 *
 * <p>Coordinates are those of the plane in which pixel (x, y) covers the square from there to (x + 1, y + 1). Polygons and
 * rectangles are filled as {@link RunLengths#ofPolygon} does. A circle, given by its center and a point on its rim, covers the
 * pixels whose middle is not beyond the rim. A mask is a picture whose pixels cover those of the image below it where they are
 * not 0, its top left one at the first point (labelme 5, {@code utils/shape.py}). Lines and points cover nothing.
 */
final class LabelmeShape {
    private static final int POINTS_OF_RECTANGLE = 2;
    private static final double HALF_A_PIXEL = 0.5;

    private final Annotations file;
    private final JsonObject shape;
    private final String type;
    private final double[] corners;

    private LabelmeShape(Annotations file, JsonObject shape) {
        this.file = file;
        this.shape = shape;
        this.type = shape.isString("shape_type") ? shape.getString("shape_type") : "polygon";
        this.corners = corners(file, shape);
    }

    /**
     * Reads a shape.
     *
     * @throws io.github.segmentation4j.InvalidFileException if it has no points
     */
    static LabelmeShape of(Annotations file, JsonObject shape) {
        return new LabelmeShape(file, shape);
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
        return corners;
    }

    /**
     * Labels the pixels that the shape covers.
     *
     * @throws io.github.segmentation4j.InvalidFileException if it covers none by its kind, or lacks something
     * @throws IllegalArgumentException if its points make no polygon
     */
    void putOn(Canvas canvas, int label) {
        switch (type) {
            case "polygon" -> putPolygon(canvas, label, corners);
            case "rectangle" -> putRectangle(canvas, label);
            case "circle" -> putCircle(canvas, label);
            case "mask" -> putMask(canvas, label);
            default ->
                throw file.wrong("it has a shape of the type \"" + type
                        + "\", which covers no pixels as polygon, rectangle, circle and mask do: make it one of them in"
                        + " Labelme, or take it out");
        }
    }

    private static void putPolygon(Canvas canvas, int label, double... corners) {
        canvas.put(RunLengths.ofPolygon(canvas.width(), canvas.height(), corners), label);
    }

    private void putRectangle(Canvas canvas, int label) {
        if (corners.length != 2 * POINTS_OF_RECTANGLE) {
            putPolygon(canvas, label, corners);
            return;
        }
        double left = corners[0];
        double top = corners[1];
        double right = corners[2];
        double bottom = corners[3];
        putPolygon(canvas, label, left, top, right, top, right, bottom, left, bottom);
    }

    private void putCircle(Canvas canvas, int label) {
        checkPoints(2, "a center and a point on the rim");
        double centerX = corners[0];
        double centerY = corners[1];
        double radius = Math.hypot(corners[2] - centerX, corners[3] - centerY);
        int top = (int) Math.max(0, Math.floor(centerY - radius));
        int bottom = (int) Math.min(canvas.height(), Math.ceil(centerY + radius));
        for (int y = top; y < bottom; y++) {
            int left = (int) Math.max(0, Math.floor(centerX - radius));
            int right = (int) Math.min(canvas.width(), Math.ceil(centerX + radius));
            for (int x = left; x < right; x++) {
                if (Math.hypot(x + HALF_A_PIXEL - centerX, y + HALF_A_PIXEL - centerY) <= radius) {
                    canvas.put(y * canvas.width() + x, label);
                }
            }
        }
    }

    private void putMask(Canvas canvas, int label) {
        checkPoints(2, "its top left and bottom right pixel");
        Raster mask = mask();
        int left = (int) corners[0];
        int top = (int) corners[1];
        for (int y = Math.max(0, -top); y < Math.min(mask.getHeight(), canvas.height() - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(mask.getWidth(), canvas.width() - left); x++) {
                if (mask.getSample(x, y, 0) != 0) {
                    canvas.put((y + top) * canvas.width() + x + left, label);
                }
            }
        }
    }

    private Raster mask() {
        byte[] png;
        try {
            png = Base64.getDecoder().decode(file.text(shape, "mask"));
        } catch (IllegalArgumentException e) {
            throw file.wrong("a mask is not a picture in Base64: " + e.getMessage());
        }
        try {
            return Photos.read(new ByteArrayInputStream(png)).getRaster();
        } catch (InvalidImageException e) {
            throw file.wrong("a mask is not a picture that can be read: " + e.getMessage());
        }
    }

    private void checkPoints(int points, String what) {
        if (corners.length != 2 * points) {
            throw file.wrong("a " + type + " has " + corners.length / 2 + " points where " + what + " are expected");
        }
    }
}
