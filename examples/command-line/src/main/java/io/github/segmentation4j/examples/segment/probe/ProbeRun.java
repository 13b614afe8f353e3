package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tries the common input conventions of networks on photos and ranks them by measures that need no labels.
 *
 * <p>A graph that takes one size is tried with every range of samples in both orders of channels. One that takes any size
 * is first tried so at a middle one; then the two best conventions are tried at the other sizes. Nothing is decided by the
 * name of a file or a tensor.
 */
public final class ProbeRun {
    /** How many conventions are tried at other sizes. */
    private static final int FINALISTS = 2;

    private final ProbedModel model;
    private final ModelSpec known;
    private final List<ProbePhoto> photos;
    private final Consumer<String> progress;
    private final List<Trial> trials = new ArrayList<>();
    private final Map<Convention, SegmentationException> failures = new LinkedHashMap<>();

    private ProbeRun(ProbedModel model, ModelSpec known, List<ProbePhoto> photos, Consumer<String> progress) {
        this.model = model;
        this.known = known;
        this.photos = photos;
        this.progress = progress;
    }

    /**
     * Probes a model.
     *
     * @param model a file or folder
     * @param known what the user says of it; its normalization and channel order are tried beside all others, so they
     *     have no effect, and its size is kept
     * @param photos upright, with the names that the contact sheet shows; at least one
     * @param progress is told each convention before it is tried
     * @throws InvalidModelException if more than normalization, channel order and size is missing, or the model cannot be
     *     loaded with any convention
     * @throws InferenceFailedException if the network fails with every convention
     */
    public static ProbeResult run(
            Path model, ModelSpec known, Map<String, BufferedImage> photos, Consumer<String> progress) {
        return run(ProbedModel.of(model), known, photos, progress);
    }

    /** As {@link #run(Path, ModelSpec, Map, Consumer)}, on a model that is not a file. */
    static ProbeResult run(
            ProbedModel model, ModelSpec known, Map<String, BufferedImage> photos, Consumer<String> progress) {
        if (photos.isEmpty()) {
            throw new IllegalArgumentException("No photo was given, but conventions can only be tried on one at least");
        }
        List<ProbePhoto> prepared = new ArrayList<>();
        photos.forEach((name, photo) -> prepared.add(ProbePhoto.of(name, photo)));
        return new ProbeRun(model, known, prepared, progress).run();
    }

    private ProbeResult run() {
        if (missing(Optional.empty()).isEmpty()) {
            tryAll(Optional.empty());
        } else {
            tryAtSizes();
        }
        if (trials.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return new ProbeResult(known, photos, Ranking.of(trials), Map.copyOf(failures));
    }

    private void tryAtSizes() {
        for (SizeRule size : FreeSizes.middle()) {
            List<String> missing = missing(Optional.of(size));
            if (!missing.isEmpty()) {
                throw new InvalidModelException("Conventions can only be tried once the rest is known; missing is "
                        + String.join("; ", missing));
            }
            if (trials.isEmpty()) {
                tryAll(Optional.of(size));
            }
        }
        List<Convention> finalists = Ranking.of(trials).stream()
                .limit(FINALISTS)
                .map(RankedConvention::convention)
                .toList();
        for (SizeRule size : FreeSizes.all()) {
            for (Convention finalist : finalists) {
                if (!finalist.size().equals(Optional.of(size))) {
                    attempt(finalist.at(size));
                }
            }
        }
    }

    /** Returns what is missing beside a convention at this size. */
    private List<String> missing(Optional<SizeRule> size) {
        return model.missing(Convention.common(size).get(0).on(known));
    }

    private void tryAll(Optional<SizeRule> size) {
        Convention.common(size).forEach(this::attempt);
    }

    private void attempt(Convention convention) {
        progress.accept(convention.toString());
        try (Segmenter segmenter = model.open(convention.on(known))) {
            trials.add(Trial.run(convention, segmenter, photos));
        } catch (InferenceFailedException | InvalidModelException e) {
            failures.put(convention, e);
        }
    }
}
