package io.github.segmentation4j.examples.segment;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where a run of the command line finds itself.
 *
 * @param out standard output
 * @param err standard error
 * @param terminal whether standard error is a terminal, on which a progress bar can be drawn
 * @param folder the current folder, where the picture of the bundled photo goes
 */
record Surroundings(PrintWriter out, PrintWriter err, boolean terminal, Path folder) {}
