package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ChannelOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Up to three neighboring channels of a network's input, which are resized together as red, green and blue of a color image
 * are, whatever they hold.
 *
 * @param first the first of them
 * @param count how many there are, 1 to 3
 * @param channels how many channels the input has
 * @param reversed true if the first channel takes what stands for blue and the last one what stands for red
 */
record ChannelGroup(int first, int count, int channels, boolean reversed) {

    /** Returns groups of one channel each. */
    static List<ChannelGroup> single(int channels) {
        return IntStream.range(0, channels)
                .mapToObj(channel -> new ChannelGroup(channel, 1, channels, false))
                .toList();
    }

    /** Returns the groups of an input, in the order of its channels. */
    static List<ChannelGroup> of(ChannelOrder order, int channels) {
        List<ChannelGroup> groups = new ArrayList<>();
        for (int first = 0; first < channels; first += SampleRow.COLORS) {
            int count = Math.min(SampleRow.COLORS, channels - first);
            groups.add(new ChannelGroup(first, count, channels, first == 0 && order.isBlueFirst()));
        }
        return groups;
    }

    /** Returns which of red, green and blue one of the channels takes, counted from the first of the group. */
    int color(int place) {
        return reversed ? SampleRow.COLORS - 1 - place : place;
    }
}
