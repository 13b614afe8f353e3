package io.github.segmentation4j.examples.segment;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * What a run says: results on standard output, errors and progress on standard error.
 *
 * <p>The progress bar is drawn by a thread of its own; lines that are printed meanwhile take its place, and it is drawn
 * again below them.
 */
final class Report implements AutoCloseable {
    private static final String PREFIX = "segment: ";

    /** Fits a terminal of 80 columns, without touching the last, after which some of them break the line. */
    private static final int BAR_WIDTH = 79;

    /** What stands before the calls in a stack trace. */
    private static final String INDENT = "\t";

    private static final int REDRAW_MILLIS = 200;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean verbose;

    /** Whether standard output is for programs. */
    private boolean forPrograms;

    private @Nullable ProgressBar bar;

    Report(Surroundings surroundings, boolean quiet, boolean verbose) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.quiet = quiet;
        this.verbose = verbose;
    }

    /**
     * Shows a progress bar.
     *
     * @param things what is counted
     * @param count how many of them there are
     */
    void showProgress(String things, int count) {
        bar = new ProgressBarBuilder()
                .setTaskName(things)
                .setInitialMax(count)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, BAR_WIDTH))
                .build();
    }

    /** Counts one thing as done. */
    void step() {
        steps(1);
    }

    /** Counts some things as done. */
    void steps(int count) {
        if (bar != null) {
            bar.stepBy(count);
        }
    }

    /** Leaves standard output to {@link #machine}. */
    void leaveOutputToPrograms() {
        forPrograms = true;
    }

    /** Prints a line for programs. */
    synchronized void machine(String line) {
        clearBar();
        out.println(line);
        out.flush();
    }

    /** Returns an error as {@link #error(Throwable)} prints it. */
    static String reason(Throwable failure) {
        return oneLine(failure).substring(PREFIX.length());
    }

    /** Prints results, unless the run is quiet or its output is for programs. */
    synchronized void print(List<String> lines) {
        if (!quiet && !forPrograms) {
            clearBar();
            lines.forEach(line -> out.println(Plain.line(line)));
            out.flush();
        }
    }

    /** Prints what may make a result better, unless the run is quiet. */
    synchronized void hint(String line) {
        if (!quiet) {
            clearBar();
            err.println(Plain.line(PREFIX + line));
        }
    }

    /** Prints what only the curious want to know, if the run is verbose. */
    synchronized void detail(String line) {
        if (verbose) {
            clearBar();
            err.println(Plain.line(PREFIX + line));
        }
    }

    /** Prints an error in one line. */
    synchronized void error(String message) {
        clearBar();
        err.println(oneLine(message));
        err.flush();
    }

    /** Prints an error in one line, and if the run is verbose, where it comes from. */
    synchronized void error(Throwable failure) {
        clearBar();
        err.println(oneLine(failure));
        if (verbose) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(this::printFrame);
        }
        err.flush();
    }

    private void printFrame(String line) {
        boolean indented = line.startsWith(INDENT);
        err.println(indented ? INDENT + Plain.line(line.substring(1)) : Plain.line(line));
    }

    /** Returns the message of a failure as one line that says which program it comes from. */
    static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return oneLine(message != null ? message : failure.getClass().getSimpleName());
    }

    private static String oneLine(String message) {
        return Plain.line(PREFIX + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private synchronized void draw(String rendered) {
        err.print('\r' + rendered);
        err.flush();
    }

    private void clearBar() {
        if (bar != null) {
            err.print('\r' + " ".repeat(BAR_WIDTH) + '\r');
            err.flush();
        }
    }

    /** Takes the progress bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            synchronized (this) {
                clearBar();
            }
            bar = null;
        }
    }
}
