package io.github.segmentation4j.examples.segment;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run of the command line left behind.
 *
 * @param exitCode its exit code
 * @param out the lines on standard output
 * @param err the lines on standard error
 */
record Outcome(int exitCode, List<String> out, List<String> err) {

    /** Runs the command line in a folder, with standard error as a file. */
    static Outcome of(Models models, Path folder, Object... arguments) {
        return of(models, folder, false, arguments);
    }

    /** Runs the command line in a folder, with standard error as a terminal. */
    static Outcome onTerminal(Models models, Path folder, Object... arguments) {
        return of(models, folder, true, arguments);
    }

    private static Outcome of(Models models, Path folder, boolean terminal, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = SegmentCommand.execute(
                new Surroundings(new PrintWriter(out, true), new PrintWriter(err, true), terminal, folder),
                models,
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Outcome(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    /** Returns the one line on standard error. */
    String error() {
        if (err.size() != 1) {
            throw new AssertionError("One line was expected on standard error, but there were " + err);
        }
        return err.get(0);
    }
}
