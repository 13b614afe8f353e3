package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.SizeRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One way to feed a network, as far as its graph may leave it open.
 *
 * @param range what becomes of the samples
 * @param order the order in which the network takes the channels, red or blue first
 * @param size the size at which it sees a photo, or nothing where the graph or the caller fixes that
 */
public record Convention(SampleRange range, ChannelOrder order, Optional<SizeRule> size) {

    /** Returns every range in each order of channels that is known for it. */
    static List<Convention> common(Optional<SizeRule> size) {
        List<Convention> all = new ArrayList<>();
        for (SampleRange range : SampleRange.values()) {
            for (ChannelOrder order : range.orders()) {
                all.add(new Convention(range, order, size));
            }
        }
        return all;
    }

    /** Returns this convention at another size. */
    Convention at(SizeRule other) {
        return new Convention(range, order, Optional.of(other));
    }

    /** Returns whether another convention makes the same of the samples, whatever the size. */
    boolean feedsLike(Convention other) {
        return range == other.range && order == other.order;
    }

    /** Returns the normalization, its values in the order in which the network takes the channels. */
    Normalization normalization() {
        Normalization rgb = range.normalization();
        return order.isBlueFirst() ? new Normalization(rgb.scale(), reversed(rgb.mean()), reversed(rgb.std())) : rgb;
    }

    private static List<Double> reversed(List<Double> values) {
        List<Double> reversed = new ArrayList<>(values);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Returns a description of a model with this convention in place of what was said before. */
    public ModelSpec on(ModelSpec known) {
        ModelSpec.Builder spec =
                known.toBuilder().normalization(normalization()).channelOrder(order);
        size.ifPresent(spec::size);
        return spec.build();
    }

    /** Returns the range, the order and the size if it is open, on one line. */
    @Override
    public String toString() {
        return range.title() + ", " + order + size.map(rule -> ", " + rule).orElse("");
    }
}
