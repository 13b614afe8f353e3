package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.Preprocessing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * Everything that the inputs for images of one size have in common: where the image lies, and how each group of channels is
 * made. Safe for use by any number of threads.
 */
final class InputPlan {
    private final Geometry geometry;
    private final int bits;
    private final List<ChannelGroup> groups;
    private final List<GroupPlan> plans;

    /**
     * Creates a plan.
     *
     * @param geometry the geometry of an image by these steps
     * @param bits how many bits a sample of the image has, 8 or 16
     * @param threadLimit the most threads that one call may use
     * @param workPerThread how many source pixels and elements of the input are worth a thread
     */
    InputPlan(
            Preprocessing steps,
            SampleTables tables,
            Geometry geometry,
            int bits,
            int threadLimit,
            long workPerThread) {
        this.geometry = geometry;
        this.bits = bits;
        this.groups = bits == Short.SIZE
                ? ChannelGroup.single(steps.channels())
                : ChannelGroup.of(steps.channelOrder(), steps.channels());
        this.plans = groups.stream()
                .map(group -> new GroupPlan(steps, group, tables, geometry, bits, threadLimit, workPerThread))
                .toList();
    }

    /** True if this plan is the one for a geometry and for samples of so many bits. */
    boolean isFor(Geometry other, int otherBits) {
        return geometry.equals(other) && bits == otherBits;
    }

    /**
     * Writes an input.
     *
     * @param sources gives for a group of channels a source, each time a new one
     * @param target takes the elements from index 0 on, in native byte order
     */
    void fill(Function<ChannelGroup, RowSource> sources, ByteBuffer target) {
        for (int i = 0; i < plans.size(); i++) {
            ChannelGroup group = groups.get(i);
            plans.get(i).fill(() -> sources.apply(group), target);
        }
    }
}
