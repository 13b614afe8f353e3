package io.github.segmentation4j.examples.segment;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts the command line and ends the process with its exit code. */
public final class Main {
    /** Set to {@code true} by the script {@code examples/segment}, since Java cannot ask this of standard error. */
    private static final String TERMINAL_PROPERTY = "segment.terminal";

    private Main() {}

    /** Runs {@code segment} with these arguments. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, consoleCharset("stdout.encoding"));
        PrintWriter err = new PrintWriter(System.err, true, consoleCharset("stderr.encoding"));
        OutputFile.deleteDraftsAtExit();
        Surroundings surroundings = new Surroundings(out, err, Boolean.getBoolean(TERMINAL_PROPERTY), Path.of(""));
        int exitCode = SegmentCommand.execute(surroundings, new OnnxModels(), arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Returns the charset of a standard stream, which only JDK 19 and later name, or that of the operating system. */
    private static Charset consoleCharset(String property) {
        String name = System.getProperty(property, System.getProperty("native.encoding"));
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }
}
