package io.github.segmentation4j.examples.segment.browser;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;

/** Runs checks one after the other and tells how each went. */
final class Checks {
    private final PrintStream out;
    private int passed;
    private int failed;

    Checks(PrintStream out) {
        this.out = out;
    }

    /** Something that is to be tried. */
    interface Check {
        /** Throws an {@link AssertionError} if the page is wrong. */
        void run() throws IOException;
    }

    /** Runs a check; one that fails does not keep the next from running. */
    void check(String what, Check check) throws IOException {
        try {
            check.run();
            passed++;
            out.println("   ok    " + what);
        } catch (AssertionError | IndexOutOfBoundsException | IllegalStateException e) {
            failed++;
            out.println("   WRONG " + what + ": " + e);
        }
    }

    /** Tells how many checks there were; returns whether all went well. */
    boolean summary() {
        out.println("   " + passed + " checks passed, " + failed + " failed");
        return failed == 0 && passed > 0;
    }

    static void equal(Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError("expected <" + expected + ">, found <" + found + ">");
        }
    }

    static void equal(int[] expected, int[] found) {
        int at = Arrays.mismatch(expected, found);
        if (at >= 0) {
            throw new AssertionError("lengths " + expected.length + " and " + found.length + "; at " + at
                    + (at < Math.min(expected.length, found.length)
                            ? " expected %08x, found %08x".formatted(expected[at], found[at])
                            : " one ends"));
        }
    }

    static void near(double expected, double found, double tolerance) {
        if (!(Math.abs(expected - found) <= tolerance)) {
            throw new AssertionError("expected " + expected + " within " + tolerance + ", found " + found);
        }
    }

    static void holds(boolean condition, Object detail) {
        if (!condition) {
            throw new AssertionError(String.valueOf(detail));
        }
    }

    static void contains(Collection<?> collection, Object element) {
        holds(collection.contains(element), "no " + element + " in " + collection);
    }
}
