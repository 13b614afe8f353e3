package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The labels of some rows of an image, or of all of them, put together from parts, and their confidences if they were asked for.
 * Used by one thread.
 */
final class LabelBand {
    private static final int BYTE_MASK = 0xFF;

    private final int width;
    private final int height;
    private final float @Nullable [] confidence;

    /** Of bytes until a part comes that has shorts; null before the first. */
    private @Nullable Object labels;

    LabelBand(int width, int height, boolean withConfidence) {
        this.width = width;
        this.height = height;
        this.confidence = withConfidence ? new float[Math.multiplyExact(width, height)] : null;
    }

    /** Puts rows of the whole width in their place, the first of them at row {@code y}. */
    void add(int y, LabelMap rows, float @Nullable [] sure) {
        put(rows, 0, 0, 0, y, width, rows.height());
        if (confidence != null && sure != null) {
            System.arraycopy(sure, 0, confidence, y * width, sure.length);
        }
    }

    /**
     * Puts a part in its place.
     *
     * @param part labels of which some are put
     * @param x the part's column at which they begin, {@code y} the row
     * @param toX this band's column at which they are put, {@code toY} the row
     * @param columns how many columns are put, {@code rows} how many rows
     */
    void put(LabelMap part, int x, int y, int toX, int toY, int columns, int rows) {
        Object source = Maps.labels(part);
        Object target = roomFor(source);
        for (int row = 0; row < rows; row++) {
            int from = (y + row) * part.width() + x;
            int to = (toY + row) * width + toX;
            if (source instanceof byte[] bytes && target instanceof short[] shorts) {
                for (int i = 0; i < columns; i++) {
                    shorts[to + i] = (short) (bytes[from + i] & BYTE_MASK);
                }
            } else {
                System.arraycopy(source, from, target, to, columns);
            }
        }
    }

    /** Returns an array that takes the labels of another one: labels that came as bytes become shorts when shorts come. */
    private Object roomFor(Object source) {
        Object target = labels;
        int length = width * height;
        if (target == null) {
            target = source instanceof byte[] ? new byte[length] : new short[length];
        } else if (target instanceof byte[] bytes && source instanceof short[]) {
            short[] wider = new short[length];
            for (int i = 0; i < length; i++) {
                wider[i] = (short) (bytes[i] & BYTE_MASK);
            }
            target = wider;
        }
        labels = target;
        return target;
    }

    LabelMap labels() {
        Object all = Objects.requireNonNull(labels, "no rows have come");
        return all instanceof byte[] bytes
                ? Maps.labelMap(width, height, bytes)
                : Maps.labelMap(width, height, (short[]) all);
    }

    ConfidenceMap confidence() {
        return Maps.confidenceMap(width, height, Objects.requireNonNull(confidence, "nobody asked for confidences"));
    }
}
