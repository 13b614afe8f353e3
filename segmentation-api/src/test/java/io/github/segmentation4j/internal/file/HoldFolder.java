package io.github.segmentation4j.internal.file;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program of its own: begins a file, writes half of it, says so, and waits for a byte or the end of its input. */
public final class HoldFolder {
    private HoldFolder() {}

    /** Runs with the path of the file. */
    public static void main(String[] arguments) throws Exception {
        try (WholeFile file = WholeFile.begin(Path.of(arguments[0]))) {
            Files.writeString(file.draft(), "half");
            System.out.println("begun");
            int ignored = System.in.read();
        }
    }
}
