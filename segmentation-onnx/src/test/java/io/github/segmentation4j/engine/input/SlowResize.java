package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/** The slow, obvious twin of {@link ByteResize}. */
final class SlowResize {
    private SlowResize() {}

    static RgbImage resized(RgbImage image, ImageSize target, Resampling filter) {
        if (filter.name().startsWith("TORCHVISION_")) {
            return SlowTorchvisionResize.resized(image, target, filter);
        }
        return filter.name().startsWith("PILLOW_")
                ? SlowPillowResize.resized(image, target, filter)
                : SlowOpenCvResize.resized(image, target, filter);
    }
}
