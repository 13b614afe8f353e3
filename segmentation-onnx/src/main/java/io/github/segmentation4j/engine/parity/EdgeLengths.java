package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.SizeRule;
import java.util.List;

/** The lengths in a rule that another rule may have taken for an edge, too. */
final class EdgeLengths implements SizeRule.Cases<List<Integer>> {
    private static List<Integer> sides(ImageSize size) {
        return List.of(size.width(), size.height());
    }

    @Override
    public List<Integer> asIs() {
        return List.of();
    }

    @Override
    public List<Integer> fixed(ImageSize size) {
        return sides(size);
    }

    @Override
    public List<Integer> width(int pixels) {
        return List.of();
    }

    @Override
    public List<Integer> height(int pixels) {
        return List.of();
    }

    @Override
    public List<Integer> shortEdge(int shortEdge) {
        return List.of(shortEdge);
    }

    @Override
    public List<Integer> shortEdge(int shortEdge, int longEdge) {
        return List.of(shortEdge, longEdge);
    }

    @Override
    public List<Integer> longEdge(int longEdge) {
        return List.of(longEdge);
    }

    @Override
    public List<Integer> withinBox(ImageSize box) {
        return sides(box);
    }

    @Override
    public List<Integer> withinBoxTruncated(ImageSize box) {
        return sides(box);
    }

    @Override
    public List<Integer> withinEdges(int shortEdge, int longEdge) {
        return List.of(shortEdge, longEdge);
    }

    @Override
    public List<Integer> nearest(ImageSize size, int multiple) {
        return sides(size);
    }

    @Override
    public List<Integer> nearestStretched(ImageSize size, int multiple) {
        return sides(size);
    }

    @Override
    public List<Integer> atLeast(ImageSize size) {
        return List.of();
    }

    @Override
    public List<Integer> multipleOf(int stride, SizeRule base) {
        return base.match(this);
    }

    @Override
    public List<Integer> multipleBelow(int stride, SizeRule base) {
        return base.match(this);
    }
}
