package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.model.SizeRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sizes to try on a graph that takes any.
 *
 * <p>Two families: sides that are multiples of {@value #STRIDE}, which every network with that stride or less takes; and
 * short edges of a multiple of {@value #STRIDE} and 1, as TensorFlow's networks are trained (257, 513), whose samples lie
 * symmetrically in the photo at every stride. The shapes of photos differ, so the long edge of the second family is as it
 * comes.
 */
final class FreeSizes {
    private static final int STRIDE = 32;

    /** Tried first: small enough to be quick, large enough for people at some distance. */
    private static final int MIDDLE_EDGE = 384;

    private static final int[] OTHER_EDGES = {256, 512, 768};

    private FreeSizes() {}

    /** Returns the sizes at which the conventions are compared: the first of them that the network can run. */
    static List<SizeRule> middle() {
        return List.of(odd(MIDDLE_EDGE), even(MIDDLE_EDGE));
    }

    /** Returns all sizes at which the best conventions are tried then. */
    static List<SizeRule> all() {
        return IntStream.concat(IntStream.of(MIDDLE_EDGE), IntStream.of(OTHER_EDGES))
                .boxed()
                .flatMap(edge -> Stream.of(odd(edge), even(edge)))
                .toList();
    }

    private static SizeRule odd(int edge) {
        return SizeRule.shortEdge(edge + 1);
    }

    private static SizeRule even(int edge) {
        return SizeRule.shortEdge(edge).multipleOf(STRIDE);
    }
}
