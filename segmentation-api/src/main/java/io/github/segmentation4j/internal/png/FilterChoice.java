package io.github.segmentation4j.internal.png;

import org.jspecify.annotations.Nullable;

/** How the filter of each row is chosen. */
public enum FilterChoice {
    /** None for any row: for indices of a palette, whose differences mean nothing. */
    NONE(FilterType.NONE),

    /** The difference from the row above for every row: for labels, which are mostly equal to those above. */
    UP(FilterType.UP),

    /**
     * For each row the filter whose differences have the smallest sum of absolute values, as the PNG specification (third
     * edition, 12.7) proposes for photos.
     */
    LEAST_SUM(null);

    private final @Nullable FilterType fixed;

    FilterChoice(@Nullable FilterType fixed) {
        this.fixed = fixed;
    }

    /** Returns the filter of all rows, or null if it is chosen for each. */
    @Nullable
    FilterType fixed() {
        return fixed;
    }
}
