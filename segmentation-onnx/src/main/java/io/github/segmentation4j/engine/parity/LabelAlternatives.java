package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.internal.compute.NearestTable;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** The usual other ways from scores to the labels of a photo. */
final class LabelAlternatives {
    private static final int WHITE = 255;

    private final OutputFormat format;
    private final Planes scores;
    private final Geometry geometry;
    private final LabelMap ours;
    private final Map<String, Supplier<LabelMap>> found = new LinkedHashMap<>();

    private LabelAlternatives(OutputFormat format, Planes scores, Geometry geometry, LabelMap ours) {
        this.format = format;
        this.scores = scores;
        this.geometry = geometry;
        this.ours = ours;
    }

    /** Returns the labels by our own rules. */
    static LabelMap ours(OutputFormat format, Planes scores, Geometry geometry) {
        return decoded(format, scores, geometry);
    }

    /** Returns other labels, by what is different about them; each is computed when it is asked for. */
    static Map<String, Supplier<LabelMap>> of(OutputFormat format, Planes scores, Geometry geometry, LabelMap ours) {
        LabelAlternatives all = new LabelAlternatives(format, scores, geometry, ours);
        all.addIds();
        all.addTurns();
        if (format.kind() != OutputKind.LABELS) {
            all.addScalings();
        }
        all.addFrames();
        return all.found;
    }

    private static LabelMap decoded(OutputFormat format, Planes scores, Geometry geometry) {
        TensorView view = scores.tensor(TensorLayout.NCHW, ElementType.FLOAT32);
        return new SemanticDecoder(format).labels(List.of(view), geometry);
    }

    private void addIds() {
        put("class ids are one higher", () -> mapped(label -> Math.min(label + 1, LabelMap.MAX_LABEL)));
        put("class ids are one lower, and the lowest is 255", () -> mapped(label -> label == 0 ? WHITE : label - 1));
        put("class ids are one lower, and the lowest is 0", () -> mapped(label -> Math.max(0, label - 1)));
        if (format.channels() <= 2) {
            put("the foreground is 255 instead of 1", () -> mapped(label -> label * WHITE));
            put("foreground and background are swapped", () -> mapped(label -> 1 - Math.min(1, label)));
        }
    }

    private void addTurns() {
        for (Turn turn : Turn.values()) {
            put(
                    "the labels are " + turn.words() + ", as of a photo by a reader that knows no EXIF",
                    () -> turn.of(ours));
        }
    }

    private void addScalings() {
        ImageSize image = geometry.image();
        put("the labels are not scaled to the photo, they have the size of the scores", () -> atSize(scores.size()));
        put(
                "the labels are not scaled to the photo, they have the size of the network's input",
                () -> atSize(geometry.network()));
        put("the labels were scaled by the nearest pixel, not the scores", () -> nearest(atSize(scores.size()), image));
        put(
                "the labels were scaled by OpenCV's nearest pixel, not the scores",
                () -> openCvNearest(atSize(scores.size()), image));
        put(
                "the scores were scaled to the network's input, and from there the labels by the nearest pixel",
                () -> nearest(atSize(geometry.network()), image));
        put(
                "the scores were scaled to the network's input, and from there the labels by OpenCV's nearest pixel",
                () -> openCvNearest(atSize(geometry.network()), image));
        put("the scores were scaled with align_corners=True", () -> AlignedCorners.labels(scores, format, image));
        if (scores.channels() > 1 && format.kind() == OutputKind.LOGITS) {
            put("a softmax was applied before the scores were scaled", () -> {
                OutputFormat shares = format(format, OutputKind.PROBABILITIES, format.threshold());
                return decoded(shares, Softmax.of(scores), geometry);
            });
        }
        if (scores.channels() == 1) {
            for (float threshold : new float[] {0, 0.5f}) {
                put(
                        "the threshold is " + threshold + " where ours is " + format.threshold(),
                        () -> decoded(format(format, format.kind(), threshold), scores, geometry));
            }
        }
    }

    private void addFrames() {
        if (!geometry.coversNetwork()) {
            put("crop or padding of the network's input was not undone", () -> {
                ImageSize network = geometry.network();
                return decoded(format, scores, whole(geometry.image(), network));
            });
        }
    }

    private void put(String what, Supplier<LabelMap> labels) {
        found.put(what, labels);
    }

    static OutputFormat format(OutputFormat format, OutputKind kind, float threshold) {
        return new OutputFormat(
                format.names(),
                kind,
                TensorLayout.NCHW,
                format.channels(),
                threshold,
                format.labelResampling(),
                Optional.empty(),
                format.placement());
    }

    private static Geometry whole(ImageSize image, ImageSize network) {
        return new Geometry(image, network, network, network, 0, 0, 0, 0);
    }

    /** Returns the labels of the whole network's input at some size. */
    private LabelMap atSize(ImageSize size) {
        return decoded(format, scores, whole(size, size));
    }

    private LabelMap mapped(IntUnaryOperator change) {
        int[] labels = new int[ours.width() * ours.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = change.applyAsInt(ours.labelAt(i % ours.width(), i / ours.width()));
        }
        return LabelMap.copyOf(ours.width(), ours.height(), labels);
    }

    private static LabelMap nearest(LabelMap labels, ImageSize size) {
        return picked(
                labels, NearestTable.of(labels.width(), size.width()), NearestTable.of(labels.height(), size.height()));
    }

    /** Takes the label at {@code floor(target * scale)}, as OpenCV's {@code INTER_NEAREST} does. */
    private static LabelMap openCvNearest(LabelMap labels, ImageSize size) {
        return picked(labels, floors(labels.width(), size.width()), floors(labels.height(), size.height()));
    }

    private static int[] floors(int sourceLength, int targetLength) {
        double scale = (double) sourceLength / targetLength;
        int[] table = new int[targetLength];
        for (int i = 0; i < targetLength; i++) {
            table[i] = Math.min((int) (i * scale), sourceLength - 1);
        }
        return table;
    }

    private static LabelMap picked(LabelMap labels, int[] columns, int[] rows) {
        int[] picked = new int[Math.multiplyExact(columns.length, rows.length)];
        int pixel = 0;
        for (int row : rows) {
            for (int column : columns) {
                picked[pixel++] = labels.labelAt(column, row);
            }
        }
        return LabelMap.copyOf(columns.length, rows.length, picked);
    }
}
