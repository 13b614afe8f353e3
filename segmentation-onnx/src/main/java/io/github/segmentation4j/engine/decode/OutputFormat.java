package io.github.segmentation4j.engine.decode;

import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.input.OpenCvNearest;
import io.github.segmentation4j.internal.compute.NearestTable;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;
import java.util.Optional;

/**
 * What a network's outputs hold and how.
 *
 * @param names the names of the outputs: one, or the classes and the masks of queries
 * @param kind what their numbers mean
 * @param layout the order of the axes of the scores, labels or masks
 * @param channels the number of channels of the scores, or of classes of the queries; 1 for a foreground and for labels
 * @param threshold the value above which a pixel of a single channel is foreground
 * @param labelResampling how labels are brought to another size, by Pillow's or OpenCV's rule of the nearest pixel
 * @param maskSize the size to which masks are scaled before they are combined, if they are
 * @param placement where the result goes on an image that was cropped or padded
 */
public record OutputFormat(
        List<String> names,
        OutputKind kind,
        TensorLayout layout,
        int channels,
        float threshold,
        Resampling labelResampling,
        Optional<ImageSize> maskSize,
        Placement placement) {

    /** Copies the names. */
    public OutputFormat {
        names = List.copyOf(names);
    }

    /** Creates a format whose result goes where the network has seen the image. */
    public OutputFormat(
            List<String> names,
            OutputKind kind,
            TensorLayout layout,
            int channels,
            float threshold,
            Resampling labelResampling,
            Optional<ImageSize> maskSize) {
        this(names, kind, layout, channels, threshold, labelResampling, maskSize, Placement.IN_PLACE);
    }

    /** Returns where the image lies as far as the result is concerned. */
    Geometry placed(Geometry geometry) {
        return placement == Placement.STRETCHED ? geometry.stretched() : geometry;
    }

    /** Returns the source sample of every target sample along one axis of labels. */
    int[] nearest(int sourceLength, int targetLength) {
        return labelResampling == Resampling.OPENCV_NEAREST
                ? OpenCvNearest.table(sourceLength, targetLength)
                : NearestTable.of(sourceLength, targetLength);
    }
}
