package io.github.segmentation4j.engine;

import java.util.Objects;

/**
 * An output that a network gives.
 *
 * @param name what messages call it
 * @param channels how many channels of scores it has, [1,C,h,w] or [1,h,w,C]; 1 for a foreground and for labels; of mask
 *     queries the length of the last axis of their classes [1,Q,C+1], and for their masks [1,Q,h,w] any number
 */
public record NetworkOutput(String name, int channels) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there are less than 1 channels
     */
    public NetworkOutput {
        Objects.requireNonNull(name, "name");
        if (channels < 1) {
            throw new IllegalArgumentException(
                    "Output \"" + name + "\" of " + channels + " channels was given, but at least 1 is needed");
        }
    }
}
