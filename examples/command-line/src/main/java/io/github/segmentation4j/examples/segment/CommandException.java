package io.github.segmentation4j.examples.segment;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Ends a run, or the work on one photo, with one sentence for the user and an exit code. */
final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(String message, int exitCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns the exception for arguments that make no sense together or for this model. */
    static CommandException usage(String message) {
        return new CommandException(message, ExitCode.USAGE, null);
    }

    /** Returns the exception for a file that cannot be read or written. */
    static CommandException failure(String message, @Nullable Throwable cause) {
        return new CommandException(message, ExitCode.SOFTWARE, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
