package io.github.segmentation4j.engine.parity;

import java.util.Locale;

/** Writes numbers as a reader wants them. */
final class Numbers {
    private Numbers() {}

    /** Returns three digits of a number that matter. */
    static String text(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
