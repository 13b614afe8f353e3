package io.github.segmentation4j.model;

/** The order in which a network takes the color channels. */
public enum ChannelOrder {
    /** Red first, as nearly all networks trained in Python with Pillow or torchvision. */
    RGB,
    /** Blue first, as networks fed by OpenCV without a conversion. */
    BGR
}
