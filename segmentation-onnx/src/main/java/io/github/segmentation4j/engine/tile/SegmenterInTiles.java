package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.engine.pipeline.Deadline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;

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
    public void segment(ImageRegions image, int fromRow, Rows rows) throws IOException {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(rows, "rows");
        Objects.checkIndex(fromRow, image.height());
        try {
            model.labels(image, fromRow, Deadline.none(), labels -> accept(rows, labels));
        } catch (UnwritableRowsException e) {
            throw e.failure();
        }
    }

    private static void accept(Rows rows, LabelMap labels) {
        try {
            rows.accept(labels);
        } catch (IOException e) {
            throw new UnwritableRowsException(e);
        }
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

    /** Carries the failure of whoever takes the rows through the call, apart from those that come from elsewhere. */
    private static final class UnwritableRowsException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        UnwritableRowsException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }
}
