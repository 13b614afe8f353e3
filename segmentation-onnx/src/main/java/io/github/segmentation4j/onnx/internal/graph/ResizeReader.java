package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.engine.argmax.GraphResize.Positions;
import io.github.segmentation4j.engine.argmax.GraphResize.Target;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.file.Attribute;
import io.github.segmentation4j.onnx.internal.file.Dimension;
import io.github.segmentation4j.onnx.internal.file.Node;
import io.github.segmentation4j.onnx.internal.graph.Lengths.Length;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a Resize, or its forerunner Upsample, whose work can be done elsewhere with the same result.
 *
 * <p>Read are bilinear ones along rows and columns. Cubic ones, those to the nearest sample, antialiasing,
 * coordinates of a region of interest, weights that leave out what lies outside, a policy for proportions and a choice of
 * axes are not, nor is a size that the graph computes of anything but its input's.
 */
final class ResizeReader {
    /** Up to this version there were no coordinate modes: the place of a sample was its index over the scale. */
    private static final int OPSET_OF_SCALES_ALONE = 10;

    /** The second name is that of the first versions of Upsample. */
    private static final Set<String> BILINEAR = Set.of("linear", "bilinear");

    /** Times this and rounded down, every length from 2 on grows. */
    private static final float LEAST_ENLARGEMENT = 1.5f;

    private static final String STRETCH = "stretch";

    private static final int ROI_OR_OLD_SCALES = 1;
    private static final int SCALES = 2;
    private static final int SIZES = 3;

    private final GraphIndex graph;
    private final ImageInput input;
    private final Lengths lengths;
    private final ChannelAxisFinder channels;

    ResizeReader(GraphIndex graph, ImageInput input) {
        this.graph = graph;
        this.input = input;
        lengths = new Lengths(graph);
        channels = new ChannelAxisFinder(graph);
    }

    /** Returns what a node does to a tensor with these axes, if it is a Resize that can be read. */
    Optional<GraphResize> read(Node node, List<AxisRole> axes) {
        boolean old = node.is("Upsample") || graph.opset() <= OPSET_OF_SCALES_ALONE;
        if (!isPlainlyBilinear(node)) {
            return Optional.empty();
        }
        Optional<Positions> positions = old
                ? Optional.of(Positions.ASYMMETRIC)
                : positions(node.text("coordinate_transformation_mode").orElse("half_pixel"));
        return positions.flatMap(found -> target(node, axes, old).map(target -> new GraphResize(found, target)));
    }

    private static boolean isPlainlyBilinear(Node node) {
        return BILINEAR.contains(node.text("mode").orElse("nearest"))
                && node.integer("antialias").orElse(0L) == 0
                && node.integer("exclude_outside").orElse(0L) == 0
                && node.text("keep_aspect_ratio_policy").orElse(STRETCH).equals(STRETCH)
                && !node.attributes().containsKey("axes");
    }

    private static Optional<Positions> positions(String mode) {
        return switch (mode) {
            case "half_pixel" -> Optional.of(Positions.HALF_PIXEL);
            case "pytorch_half_pixel" -> Optional.of(Positions.PYTORCH_HALF_PIXEL);
            case "align_corners" -> Optional.of(Positions.ALIGN_CORNERS);
            case "asymmetric" -> Optional.of(Positions.ASYMMETRIC);
            default -> Optional.empty();
        };
    }

    private Optional<Target> target(Node node, List<AxisRole> axes, boolean old) {
        if (old) {
            return reals(node, "scales")
                    .or(() -> node.input(ROI_OR_OLD_SCALES).flatMap(graph::values))
                    .flatMap(scales -> factors(scales, axes));
        }
        boolean hasScales = node.input(SCALES).filter(name -> !isEmpty(name)).isPresent();
        Optional<String> sizes = node.input(SIZES).filter(name -> !isEmpty(name));
        if (hasScales == sizes.isPresent()) {
            return Optional.empty();
        }
        return hasScales
                ? node.input(SCALES).flatMap(graph::values).flatMap(scales -> factors(scales, axes))
                : sizes.flatMap(lengths::of).flatMap(list -> size(node.input(0).orElse(""), list, axes));
    }

    private static Optional<List<Double>> reals(Node node, String attribute) {
        return node.attributes().get(attribute) instanceof Attribute.Reals list
                ? Optional.of(list.values())
                : Optional.empty();
    }

    /** Exporters that must name an input they do not use give it a constant without elements. */
    private boolean isEmpty(String name) {
        return graph.values(name).filter(List::isEmpty).isPresent();
    }

    private static Optional<Target> factors(List<Double> scales, List<AxisRole> axes) {
        if (scales.size() != axes.size()
                || scales.get(axes.indexOf(AxisRole.BATCH)) != 1
                || scales.get(axes.indexOf(AxisRole.CHANNEL)) != 1) {
            return Optional.empty();
        }
        float x = scales.get(axes.indexOf(AxisRole.COLUMN)).floatValue();
        float y = scales.get(axes.indexOf(AxisRole.ROW)).floatValue();
        return isFactor(x) && isFactor(y) ? Optional.of(new Target.Scaled(x, y)) : Optional.empty();
    }

    /** True for a factor that leaves no length as it is but for moved samples, as one just above 1 does to short ones. */
    private static boolean isFactor(float scale) {
        return Float.isFinite(scale) && ((scale > 0 && scale <= 1) || scale >= LEAST_ENLARGEMENT);
    }

    private Optional<Target> size(String source, List<Length> sizes, List<AxisRole> axes) {
        if (sizes.size() != axes.size() || !keepsBatchAndChannels(source, sizes, axes)) {
            return Optional.empty();
        }
        Length width = sizes.get(axes.indexOf(AxisRole.COLUMN));
        Length height = sizes.get(axes.indexOf(AxisRole.ROW));
        if (width instanceof Length.Known x && height instanceof Length.Known y) {
            return isSide(x.value()) && isSide(y.value())
                    ? Optional.of(new Target.Fixed(new ImageSize((int) x.value(), (int) y.value())))
                    : Optional.empty();
        }
        boolean ofInput = isOfInput(width, input.columnAxis()) && isOfInput(height, input.rowAxis());
        return ofInput ? Optional.of(new Target.NetworkInput()) : Optional.empty();
    }

    /** True if a length is that of an axis of the input, which exporters write as a number where it is fixed. */
    private boolean isOfInput(Length length, int axis) {
        return length instanceof Length.Known number
                ? graph.shape(input.name())
                        .filter(axes -> axis < axes.size() && axes.get(axis).length() == number.value())
                        .isPresent()
                : length.equals(new Length.OfAxis(input.name(), axis));
    }

    private static boolean isSide(long length) {
        return length >= 1 && length <= Integer.MAX_VALUE;
    }

    private boolean keepsBatchAndChannels(String source, List<Length> sizes, List<AxisRole> axes) {
        int batch = axes.indexOf(AxisRole.BATCH);
        int channel = axes.indexOf(AxisRole.CHANNEL);
        boolean keepsBatch = isLength(sizes.get(batch), source, batch)
                || sizes.get(batch).equals(new Length.OfAxis(input.name(), 0));
        return keepsBatch && isLength(sizes.get(channel), source, channel);
    }

    /** True if a length is that of an axis of the source, by its name or by a number that is known of it. */
    private boolean isLength(Length length, String source, int axis) {
        if (length instanceof Length.OfAxis found) {
            return found.tensor().equals(source) && found.axis() == axis;
        }
        long number = ((Length.Known) length).value();
        return axis == 0 ? number == 1 : number == known(source, axis);
    }

    /** Returns how many channels a tensor has on an axis, or {@link Dimension#FREE}. */
    private long known(String tensor, int axis) {
        long declared = graph.shape(tensor)
                .filter(axes -> axis < axes.size())
                .map(axes -> axes.get(axis).length())
                .orElse(Dimension.FREE);
        if (declared != Dimension.FREE) {
            return declared;
        }
        return channels.find(tensor)
                .filter(found -> found.is(axis))
                .map(ChannelAxis::channels)
                .orElse(OptionalLong.empty())
                .orElse(Dimension.FREE);
    }
}
