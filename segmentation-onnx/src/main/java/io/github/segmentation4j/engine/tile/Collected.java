package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The labels of an image that came in rows, and their confidences if they were asked for. Used by one thread. */
final class Collected {
    private final int width;
    private final int height;
    private final float @Nullable [] confidence;

    /** Of bytes or of shorts, as those that came first; null before. */
    private @Nullable Object labels;

    Collected(int width, int height, boolean withConfidence) {
        this.width = width;
        this.height = height;
        this.confidence = withConfidence ? new float[Math.multiplyExact(width, height)] : null;
    }

    void add(int y, LabelMap rows, float @Nullable [] sure) {
        Object source = Maps.labels(rows);
        if (labels == null) {
            labels = source instanceof byte[] ? new byte[width * height] : new short[width * height];
        }
        System.arraycopy(source, 0, labels, y * width, rows.pixelCount());
        if (confidence != null && sure != null) {
            System.arraycopy(sure, 0, confidence, y * width, sure.length);
        }
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
