package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Tells when a network sees so little of a photo that small things are lost. */
final class ShrinkNote {
    /** A pixel of the network's input then stands for 400 of the photo. */
    private static final int MANY_TIMES = 20;

    private ShrinkNote() {}

    /** Returns a line if a network sees a photo more than 20 times smaller than it is. */
    static Optional<String> of(Segmenter segmenter, BufferedImage photo, Object name) {
        if (!(segmenter instanceof OnnxSegmenter whole)) {
            return Optional.empty();
        }
        ImageSize seen = whole.preprocessing().size().apply(photo.getWidth(), photo.getHeight());
        boolean tiny = photo.getWidth() > MANY_TIMES * (long) seen.width()
                || photo.getHeight() > MANY_TIMES * (long) seen.height();
        return tiny
                ? Optional.of(
                        name + ": the network sees its " + photo.getWidth() + "x" + photo.getHeight() + " pixels as "
                                + seen + ", so that small things are lost: --tiles lets it see them at their own scale")
                : Optional.empty();
    }
}
