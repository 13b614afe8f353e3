package io.github.segmentation4j.examples.segment;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Starts the command line and ends the process with its exit code. */
public final class Main {
    /** Set to {@code true} by the script {@code examples/segment}, since Java cannot ask this of standard error. */
    private static final String TERMINAL_PROPERTY = "segment.terminal";

    private Main() {}

    /** Runs {@code segment} with these arguments. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        Surroundings surroundings = new Surroundings(out, err, Boolean.getBoolean(TERMINAL_PROPERTY), Path.of(""));
        int exitCode = SegmentCommand.execute(surroundings, new OnnxModels(), arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }
}
