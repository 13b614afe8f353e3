package io.github.segmentation4j.examples.segment;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command beside the main one: it reports in the same way and works with real models only. */
abstract class SubCommand implements Callable<Integer> {
    /** The width of the help in columns. */
    static final int WIDTH = 100;

    private final Surroundings surroundings;
    private final OnnxModels models;

    @Mixin
    private Speech speech = new Speech();

    SubCommand(Surroundings surroundings, OnnxModels models) {
        this.surroundings = surroundings;
        this.models = models;
    }

    final OnnxModels models() {
        return models;
    }

    /** Returns the folder in which the command was called. */
    final Path folder() {
        return surroundings.folder();
    }

    final Speech speech() {
        return speech;
    }

    /** Shows a progress bar for a number of photos, if somebody may be looking. */
    final void showProgress(Report report, int photos) {
        if (surroundings.terminal() && !speech.quiet()) {
            report.showProgress("photos", photos);
        }
    }

    /** Does the work and returns the exit code. */
    abstract int run(Report report);

    @Override
    public final Integer call() {
        try (Report report = speech.report(surroundings)) {
            return run(report);
        }
    }
}
