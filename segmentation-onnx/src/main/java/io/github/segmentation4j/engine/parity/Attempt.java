package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.input.Preprocessor;
import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way of making a network's input of a photo, and how it differs from ours.
 *
 * @param image the photo, turned or not
 * @param steps the steps
 * @param changes what was changed, one phrase each, in the order in which it was found
 */
record Attempt(BufferedImage image, Preprocessing steps, List<String> changes) {
    Attempt {
        changes = List.copyOf(changes);
    }

    /** Returns this attempt with other steps. */
    Attempt with(String change, Preprocessing newSteps) {
        return new Attempt(image, newSteps, extended(change));
    }

    /** Returns this attempt with the photo turned. */
    Attempt turned(String change, Turn turn) {
        RgbRows rows = steps.alphaHandling() instanceof AlphaHandling.CompositeOn on
                ? RgbRows.compositedOn(image, on.rgb())
                : RgbRows.of(image);
        return new Attempt(turn.of(rows, image.getWidth(), image.getHeight()), steps, extended(change));
    }

    private List<String> extended(String change) {
        List<String> extended = new ArrayList<>(changes);
        extended.add(change);
        return extended;
    }

    /** Returns the size of the input, or nothing if these steps cannot follow the shape of the photo. */
    Optional<ImageSize> size() {
        try {
            return Optional.of(
                    Geometry.of(steps, image.getWidth(), image.getHeight()).network());
        } catch (IllegalArgumentException e) {
            // A padding that would have to shrink the photo is one that nobody has used.
            return Optional.empty();
        }
    }

    /** Makes the input. */
    Planes input() {
        // The layout does not change the numbers, and planes need not be sorted afterwards.
        Preprocessing planar = steps.withLayout(TensorLayout.NCHW);
        Preprocessor preprocessor = new Preprocessor(planar);
        Geometry geometry = preprocessor.geometry(image);
        ElementType type = planar.elementType();
        ImageSize size = geometry.network();
        int elements = Math.multiplyExact(steps.channels(), Math.multiplyExact(size.width(), size.height()));
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes())).order(ByteOrder.nativeOrder());
        preprocessor.fill(image, geometry, data);
        return Planes.of(type, TensorLayout.NCHW, steps.channels(), size, data);
    }
}
