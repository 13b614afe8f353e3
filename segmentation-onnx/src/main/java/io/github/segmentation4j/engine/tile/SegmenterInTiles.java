package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.engine.pipeline.Deadline;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** A segmenter of a model that sees images in tiles. Safe for use by any number of threads. */
public final class SegmenterInTiles implements TiledSegmenter {
    private final TiledModel model;
    private final Segmenter owner;

    /**
     * Creates a segmenter.
     *
     * @param owner of the network, closed when this is
     */
    public SegmenterInTiles(TiledModel model, Segmenter owner) {
        this.model = model;
        this.owner = owner;
    }

    @Override
    public LabelMap segment(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return model.labels(image, Deadline.none());
    }

    @Override
    public LabelMap segment(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return model.labels(image, Deadline.after(timeout));
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return model.labelsWithConfidence(image, Deadline.none());
    }

    @Override
    public Segmentation segmentWithConfidence(BufferedImage image, Duration timeout) {
        Objects.requireNonNull(image, "image");
        return model.labelsWithConfidence(image, Deadline.after(timeout));
    }

    @Override
    public void segment(ImageRegions image, Consumer<LabelMap> rows) {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(rows, "rows");
        model.labels(image, Deadline.none(), rows);
    }

    @Override
    public ClassNames classNames() {
        return model.model().classNames();
    }

    @Override
    public void close() {
        owner.close();
    }

    /** Returns the network's classes and the tiles in one line. */
    @Override
    public String toString() {
        return classNames().size() + " classes in " + model;
    }
}
