package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Normalization;
import java.util.List;

/**
 * What networks are trained to expect of samples that come as 0 to 255, the more common first. The two rare ones are only
 * known in the order of channels of their origin.
 */
enum SampleRange {
    /** What torchvision, Hugging Face, MMSegmentation and segmentation_models.pytorch feed most networks. */
    IMAGE_NET("ImageNet mean and deviation"),

    /** TensorFlow's MobileNets and DeepLab, MODNet, PaddleSeg. */
    PLUS_MINUS_ONE("-1 to 1"),

    /** MediaPipe, Ultralytics, much of Keras. */
    UNIT("0 to 1"),

    /** Networks that normalize by themselves, as OpenVINO's converter leaves them. */
    BYTES("0 to 255"),

    /** Caffe's networks, and Keras's {@code preprocess_input} in mode {@code caffe}; blue comes first. */
    MEAN_ONLY("0 to 255 less ImageNet's mean"),

    /**
     * Mean and deviation are taken first and the division by 255 after them, so that samples end within 0.01 of 0: rare,
     * but found in networks for portraits (ExtremeC3Net, SINet), with constants of their own near these; blue comes first.
     */
    IMAGE_NET_OVER_255("ImageNet mean and deviation, then / 255");

    private static final double MAX_SAMPLE = 255;

    /** Of red, green and blue, from VGG (Simonyan and Zisserman 2014). */
    private static final List<Double> VGG_MEAN = List.of(123.68, 116.779, 103.939);

    private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

    private final String title;

    SampleRange(String title) {
        this.title = title;
    }

    /** Returns what a reader knows the range by. */
    String title() {
        return title;
    }

    /** Returns the orders of channels in which networks take this range. */
    List<ChannelOrder> orders() {
        return switch (this) {
            case IMAGE_NET, PLUS_MINUS_ONE, UNIT, BYTES -> List.of(ChannelOrder.RGB, ChannelOrder.BGR);
            case MEAN_ONLY, IMAGE_NET_OVER_255 -> List.of(ChannelOrder.BGR);
        };
    }

    /** Returns the normalization, its values in the order red, green, blue. */
    Normalization normalization() {
        return switch (this) {
            case IMAGE_NET -> Normalization.imageNet();
            case PLUS_MINUS_ONE -> Normalization.plusMinusOne();
            case UNIT -> Normalization.unit();
            case BYTES -> Normalization.none();
            case MEAN_ONLY -> new Normalization(1, VGG_MEAN, ONES);
            case IMAGE_NET_OVER_255 -> dividedBy255(Normalization.imageNet());
        };
    }

    private static Normalization dividedBy255(Normalization before) {
        List<Double> std =
                before.std().stream().map(value -> value * MAX_SAMPLE).toList();
        return new Normalization(before.scale(), before.mean(), std);
    }
}
