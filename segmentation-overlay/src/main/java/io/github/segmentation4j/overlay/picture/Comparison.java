package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/**
 * Shows ground truth, prediction and where they differ, side by side.
 *
 * <p>{@code Comparison.of(Picture.of(palette).withFill(0.5)).draw(photo, truth, prediction)}.
 */
public final class Comparison {
    private static final double PERCENT = 100;

    private final Picture picture;
    private final Disagreement disagreement;

    private Comparison(Picture picture, Disagreement disagreement) {
        this.picture = picture;
        this.disagreement = disagreement;
    }

    /**
     * Returns a comparison.
     *
     * @param picture how both label maps are drawn; a legend beside or below is drawn for both
     */
    public static Comparison of(Picture picture) {
        return new Comparison(Objects.requireNonNull(picture, "picture"), Disagreement.create());
    }

    /** Returns this comparison showing differences in another way. */
    public Comparison withDisagreement(Disagreement changed) {
        return new Comparison(picture, Objects.requireNonNull(changed, "changed"));
    }

    /**
     * Returns a new image of the three, with captions, the last of which tells the share of pixels that differ.
     *
     * @param photo an image of any type and of the size of the maps
     * @throws IllegalArgumentException if the sizes differ, or if a label has no color and is not ignored
     */
    public BufferedImage draw(BufferedImage photo, LabelMap truth, LabelMap prediction) {
        BufferedImage differences = disagreement.draw(photo, truth, prediction);
        double share = disagreement.share(truth, prediction);
        String caption = String.format(Locale.ROOT, "differences: %.1f %%", PERCENT * share);
        return SideBySide.of("ground truth", "prediction", caption)
                .draw(picture.draw(photo, truth), picture.draw(photo, prediction), differences);
    }

    /** Returns how label maps are drawn, on one line. */
    @Override
    public String toString() {
        return "comparison of two, each a " + picture;
    }
}
