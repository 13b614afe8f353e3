package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeometryTest {
    private static final Preprocessing PLAIN = Preprocessing.of(SizeRule.asIs(), Normalization.none());

    @Test
    void withoutCropAndPaddingTheImageIsTheInput() {
        Geometry geometry = Geometry.of(PLAIN.withSize(SizeRule.fixed(8, 6)), 100, 50);
        assertEquals(new ImageSize(8, 6), geometry.network());
        assertTrue(geometry.coversNetwork());
    }

    @Test
    void aCenterCropCutsTheLargerHalfAtTheEnd() {
        Geometry geometry = Geometry.of(PLAIN.withCrop(Crop.center(4, 3)), 9, 8);
        assertEquals(new ImageSize(4, 3), geometry.network());
        assertEquals(-2, geometry.offsetX());
        assertEquals(-2, geometry.offsetY());
    }

    @Test
    void anImageSmallerThanTheCropStandsInItsMiddle() {
        Geometry geometry = Geometry.of(PLAIN.withCrop(Crop.center(10, 10)), 7, 4);
        assertEquals(new ImageSize(10, 10), geometry.network());
        assertEquals(2, geometry.offsetX());
        assertEquals(3, geometry.offsetY());
    }

    @Test
    void anOddColumnOfBlackFollowsTheImageWithTorchvision() {
        Preprocessing steps = PLAIN.withCrop(Crop.center(10, 10)).withProcessor(ProcessorBackend.TORCHVISION);
        assertEquals(1, Geometry.of(steps, 7, 4).offsetX());
        assertEquals(3, Geometry.of(steps, 7, 4).offsetY());
        assertEquals(-2, Geometry.of(steps, 15, 14).offsetX());
        assertEquals(-2, Geometry.of(steps, 15, 14).offsetY());
    }

    @Test
    void paddingGoesWhereItIsToldTo() {
        Padding.Extend padding = (Padding.Extend) Padding.toMultipleOf(8);
        Preprocessing steps = PLAIN.withPadding(padding);
        assertEquals(new ImageSize(16, 8), Geometry.of(steps, 11, 8).network());
        assertEquals(0, Geometry.of(steps, 11, 8).offsetX());
        steps = PLAIN.withPadding(padding.withSide(PaddingSide.TOP_LEFT));
        assertEquals(5, Geometry.of(steps, 11, 8).offsetX());
        steps = PLAIN.withPadding(padding.withSide(PaddingSide.AROUND));
        assertEquals(2, Geometry.of(steps, 11, 8).offsetX());
    }

    @Test
    void paddingNeverShrinks() {
        Preprocessing steps = PLAIN.withPadding(Padding.toSize(10, 10));
        String message = assertThrows(IllegalArgumentException.class, () -> Geometry.of(steps, 11, 8))
                .getMessage();
        assertTrue(message.contains("withinBox(10, 10)"), message);
    }

    /** Ultralytics splits a padding of d pixels into round(d / 2 - 0.1) and round(d / 2 + 0.1). */
    @Property
    void letterboxingSplitsAsUltralyticsDoes(
            @ForAll @IntRange(min = 1, max = 5000) int width, @ForAll @IntRange(min = 1, max = 5000) int height) {
        Padding.Extend padding = (Padding.Extend) Padding.toSize(640, 640);
        Preprocessing steps =
                PLAIN.withSize(SizeRule.withinBox(640, 640)).withPadding(padding.withSide(PaddingSide.AROUND));
        Geometry geometry = Geometry.of(steps, width, height);
        double half = (640 - geometry.resized().width()) / 2.0;
        assertEquals((int) Math.rint(half - 0.1), geometry.offsetX());
        assertEquals((int) Math.rint(half + 0.1), 640 - geometry.resized().width() - geometry.offsetX());
    }
}
