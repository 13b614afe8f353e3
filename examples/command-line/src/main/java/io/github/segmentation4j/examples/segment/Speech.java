package io.github.segmentation4j.examples.segment;

import picocli.CommandLine.Option;

/** The options that say how much a command prints. */
final class Speech {
    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print how the model is run, how long each step takes, and where errors come from.")
    private boolean verbose;

    boolean quiet() {
        return quiet;
    }

    /** Returns a report that says as much. */
    Report report(Surroundings surroundings) {
        return new Report(surroundings, quiet, verbose);
    }
}
