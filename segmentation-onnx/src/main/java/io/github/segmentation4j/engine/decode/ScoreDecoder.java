package io.github.segmentation4j.engine.decode;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.Argmax;
import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.argmax.LabelProbability;
import io.github.segmentation4j.engine.argmax.LabelSink;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.Taps;
import io.github.segmentation4j.engine.argmax.WindowGrid;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.internal.map.Maps;
import io.github.segmentation4j.model.ImageSize;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings scores to the size of an image and takes the highest.
 *
 * <p>Scores are resized up to three times in a row: as the graph's own last step says, if that was left to us; to the size
 * of the network's input, where the image is only a part of it, whose place is then cut out; and to the size of the image.
 * The three are combined into one set of {@link Taps}, so that no score is computed that no pixel needs. Steps that do not
 * change the size are left out, so that infinite scores stay what they are.
 *
 * <p>Keeps the tables and the memory of the sizes that it has met last. Safe for use by any number of threads.
 */
final class ScoreDecoder {
    /** Sets of tables kept while nobody uses them: one for each of a few calls in flight, or of a few sizes. */
    private static final int MAX_IDLE = 8;

    private final ScoreRule rule;
    private final Optional<GraphResize> graphResize;
    private final int threads;
    private final Deque<Plan> idle = new ArrayDeque<>();

    /** The sizes that tables are made for. */
    private record Key(int classes, int width, int height, Geometry geometry) {}

    /** The tables for one call at a time, and the grid to use in place of the scores where these need a step before. */
    private record Plan(Key key, Argmax argmax, Optional<GridStep> before) {}

    /** A view of scores at another size. */
    @FunctionalInterface
    private interface GridStep {
        ScoreGrid of(ScoreGrid scores);
    }

    /** A resize, and the grid to use in place of the scores where these need a step before. */
    private record Scaling(Axes axes, Optional<GridStep> before) {}

    ScoreDecoder(ScoreRule rule, Optional<GraphResize> graphResize, int threads) {
        this.rule = rule;
        this.graphResize = graphResize;
        this.threads = threads;
    }

    LabelMap labels(ScoreGrid scores, Geometry geometry) {
        ImageSize image = geometry.image();
        LabelSink labels = LabelSink.of(rule.labels(scores.classes()), image.width(), image.height());
        decode(scores, geometry, labels, null);
        return labels.toLabelMap();
    }

    /** Returns the labels at the size to which the graph brings its scores. */
    LabelMap labelsAsGiven(ScoreGrid scores, ImageSize network) {
        ImageSize own = new ImageSize(scores.width(), scores.height());
        return labels(scores, new Geometry(given(own, network), network, network, network, 0, 0, 0, 0));
    }

    /** Returns the size to which the graph brings scores of some size. */
    private ImageSize given(ImageSize own, ImageSize network) {
        return graphResize
                .map(resize -> resize.size(own.width(), own.height(), network))
                .orElse(own);
    }

    Segmentation labelsWithConfidence(ScoreGrid scores, Geometry geometry) {
        ImageSize image = geometry.image();
        LabelSink labels = LabelSink.of(rule.labels(scores.classes()), image.width(), image.height());
        float[] confidence = new float[Math.multiplyExact(image.width(), image.height())];
        decode(scores, geometry, labels, confidence);
        return new Segmentation(labels.toLabelMap(), Maps.confidenceMap(image.width(), image.height(), confidence));
    }

    /** Returns the probability of a label at every pixel of an image. */
    ConfidenceMap probability(ScoreGrid scores, Geometry geometry, int label) {
        ImageSize image = geometry.image();
        Scaling scaling = scaling(new ImageSize(scores.width(), scores.height()), geometry);
        ScoreGrid grid = scaling.before().isPresent() ? scaling.before().get().of(scores) : scores;
        Axes axes = scaling.axes();
        return Maps.confidenceMap(
                image.width(),
                image.height(),
                LabelProbability.of(grid, rule, axes.columns(), axes.rows(), label, threads));
    }

    /**
     * Returns a decoder of scores that come band by band.
     *
     * @param own the size of all scores of the image
     * @return nothing where a pixel depends on scores far apart
     */
    Optional<BandDecoder> bands(int classes, ImageSize own, Geometry geometry) {
        Scaling scaling = scaling(own, geometry);
        return scaling.before().isPresent()
                ? Optional.empty()
                : Optional.of(new BandDecoder(
                        classes, rule, scaling.axes().columns(), scaling.axes().rows(), threads));
    }

    private void decode(ScoreGrid scores, Geometry geometry, LabelSink labels, float @Nullable [] confidence) {
        Key key = new Key(scores.classes(), scores.width(), scores.height(), geometry);
        Plan plan = take(key);
        if (plan == null) {
            plan = plan(key);
        }
        ScoreGrid grid = plan.before().isPresent() ? plan.before().get().of(scores) : scores;
        plan.argmax().run(grid, labels, confidence);
        giveBack(plan);
    }

    private synchronized @Nullable Plan take(Key key) {
        for (Iterator<Plan> plans = idle.iterator(); plans.hasNext(); ) {
            Plan plan = plans.next();
            if (plan.key().equals(key)) {
                plans.remove();
                return plan;
            }
        }
        return null;
    }

    private synchronized void giveBack(Plan plan) {
        idle.addFirst(plan);
        if (idle.size() > MAX_IDLE) {
            idle.removeLast();
        }
    }

    private Plan plan(Key key) {
        Scaling scaling = scaling(new ImageSize(key.width(), key.height()), key.geometry());
        return new Plan(key, argmax(key, scaling.axes()), scaling.before());
    }

    /** Returns how scores of some size are brought to that of an image. */
    private Scaling scaling(ImageSize own, Geometry geometry) {
        ImageSize given = given(own, geometry.network());
        Axes graph = graphResize
                .filter(resize -> !given.equals(own))
                .map(resize ->
                        new Axes(resize.columns(own.width(), given.width()), resize.rows(own.height(), given.height())))
                .orElseGet(() -> Axes.bilinear(own, own));
        Axes image = Axes.bilinear(geometry.coversNetwork() ? given : geometry.resized(), geometry.image());
        Axes network =
                geometry.coversNetwork() ? Axes.bilinear(given, given) : Axes.bilinear(given, geometry.network());
        Optional<Axes> last = image.after(network, geometry.offsetX(), geometry.offsetY());
        Optional<Axes> all = last.flatMap(axes -> axes.after(graph, 0, 0));
        if (all.isPresent()) {
            return new Scaling(all.get(), Optional.empty());
        }
        // The graph's step shrinks so much that a pixel depends on scores far apart: one step after the other.
        return new Scaling(
                image,
                Optional.of(scores -> new WindowGrid(
                        new WindowGrid(scores, graph.columns(), graph.rows(), 0, 0, given.width(), given.height()),
                        network.columns(),
                        network.rows(),
                        geometry.coversNetwork() ? 0 : geometry.offsetX(),
                        geometry.coversNetwork() ? 0 : geometry.offsetY(),
                        geometry.coversNetwork()
                                ? given.width()
                                : geometry.resized().width(),
                        geometry.coversNetwork()
                                ? given.height()
                                : geometry.resized().height())));
    }

    private Argmax argmax(Key key, Axes axes) {
        return new Argmax(key.classes(), rule, axes.columns(), axes.rows(), threads);
    }

    /** A resize along both axes. */
    private record Axes(Taps columns, Taps rows) {

        /** Returns the bilinear resize from one size to another, or none if they are equal. */
        static Axes bilinear(ImageSize from, ImageSize to) {
            return from.equals(to)
                    ? new Axes(Taps.identity(to.width()), Taps.identity(to.height()))
                    : new Axes(Taps.bilinear(from.width(), to.width()), Taps.bilinear(from.height(), to.height()));
        }

        Optional<Axes> after(Axes inner, int offsetX, int offsetY) {
            return columns.after(inner.columns, offsetX)
                    .flatMap(x -> rows.after(inner.rows, offsetY).map(y -> new Axes(x, y)));
        }
    }
}
