package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.Rgb;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/**
 * What a photo is about, apart from its background: cut out of it, or with the background made to recede.
 *
 * <p>{@code Subject.of(labels.mask(15)).cutOut(photo)} takes whole pixels. The pixels of the subject are those of the photo,
 * unchanged.
 *
 * <p>A map of probabilities gives soft edges: a pixel of the probability p belongs to the subject by the share
 * {@code round(255 * p)} of 255, which becomes its alpha where the subject is cut out. Pixels of the share 255 are those of
 * the photo, unchanged, and those of the share 0 are background. A map of zeros and ones does what its mask does.
 *
 * <p><b>Colors of soft edges.</b> The color of a pixel that belongs to the subject in part is mostly that of the background
 * behind it, which would surround the subject as a halo in front of another one. Where the background is replaced, the pixel
 * so becomes {@code s * own + (1 - s) * near}, where s is the square of its share as a fraction, and near the mean color of the
 * subject around it: a Gaussian of a standard deviation of 1/50 of the shorter side of the photo, at least one pixel, in which
 * each pixel counts by the cube of its share.
 */
public final class Subject {
    /** The blur of a background, in standard deviations for a shorter side of the photo. */
    private static final double SHORTER_SIDES_PER_SIGMA = 50;

    /** More would blur a photo of any size to one color. */
    private static final double MAX_SIGMA = 10_000;

    private static final int BLACK = 0x000000;
    private static final int TRANSPARENT = 0;

    private static final int OPAQUE_SQUARED = Sheet.OPAQUE * Sheet.OPAQUE;

    private final Matte matte;

    private Subject(Matte matte) {
        this.matte = matte;
    }

    /** Returns a subject of whole pixels. */
    public static Subject of(Mask pixels) {
        return new Subject(new Matte.Hard(Objects.requireNonNull(pixels, "pixels")));
    }

    /**
     * Returns a subject with soft edges.
     *
     * @param probabilities how likely each pixel belongs to the subject, or how much of it does
     */
    public static Subject of(ConfidenceMap probabilities) {
        return new Subject(new Matte.Soft(Objects.requireNonNull(probabilities, "probabilities")));
    }

    /**
     * Returns the subject on a transparent background.
     *
     * <p>The background is black with alpha 0, so that it compresses well and nothing of it is left in the file. The alpha of
     * the subject is that of the photo times the share of the pixel, {@code round(alpha * share / 255)}.
     *
     * @param photo an image of any type and of the size of the mask or map; its own alpha is kept within the subject
     * @return an image of {@link BufferedImage#TYPE_4BYTE_ABGR}
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage cutOut(BufferedImage photo) {
        check(photo);
        Sheet sheet = Sheet.transparent(photo.getWidth(), photo.getHeight());
        sheet.place(photo, 0, 0);
        clearEdges(sheet, photo);
        forEachShare((x, y, share) -> {
            if (share == 0) {
                sheet.set(x, y, BLACK, TRANSPARENT);
            } else {
                sheet.scaleAlpha(x, y, share);
            }
        });
        return sheet.image();
    }

    /**
     * Returns the subject on a background of one color, which shows through soft edges.
     *
     * @param photo an image of any type and of the size of the mask or map
     * @param rgb the color, 0xRRGGBB
     * @throws IllegalArgumentException if the sizes differ, or the color is not within 0x000000 to 0xFFFFFF
     */
    public BufferedImage onColor(BufferedImage photo, int rgb) {
        check(photo);
        Rgb.check(rgb);
        Sheet sheet = Sheet.copyOf(photo);
        clearEdges(sheet, photo);
        forEachShare((x, y, share) -> sheet.blend(x, y, rgb, Sheet.OPAQUE - share));
        return sheet.image();
    }

    /**
     * Returns the subject on a background of one color, which shows through soft edges.
     *
     * @param photo an image of any type and of the size of the mask or map
     * @param color an opaque color
     * @throws IllegalArgumentException if the sizes differ, or the color is translucent
     */
    public BufferedImage onColor(BufferedImage photo, Color color) {
        return onColor(photo, Rgb.of(color));
    }

    /**
     * Returns the subject on its background without color.
     *
     * @param photo an image of any type and of the size of the mask or map
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage onGray(BufferedImage photo) {
        check(photo);
        Sheet sheet = Sheet.copyOf(photo);
        forEachShare((x, y, share) -> {
            int gray = Grays.gray(sheet.rgb(x, y)) * Grays.TO_RGB;
            sheet.mix(x, y, gray, Sheet.OPAQUE - share);
        });
        return sheet.image();
    }

    /**
     * Returns the subject on its background out of focus, as a fast lens would show it.
     *
     * @param photo an image of any type and of the size of the mask or map
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage onBlur(BufferedImage photo) {
        return onBlur(photo, defaultSigma(photo));
    }

    /**
     * Returns the subject on its background out of focus.
     *
     * <p>The blur mixes pixels of the background alone, those of soft edges by the cube of the share that is background. So
     * the subject casts no colored shadow around itself, which a blur of the whole photo does.
     *
     * @param photo an image of any type and of the size of the mask or map
     * @param sigma the standard deviation of the Gaussian, in pixels, above 0 up to 10,000
     * @throws IllegalArgumentException if the sizes differ or sigma is out of range
     */
    public BufferedImage onBlur(BufferedImage photo, double sigma) {
        check(photo);
        if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "A blur of %s pixels was given; give more than 0 and at most 10000", sigma));
        }
        Sheet sheet = Sheet.copyOf(photo);
        NormalizedBlur blur = NormalizedBlur.ofBackground(photo, matte, sigma);
        forEachShare((x, y, share) -> sheet.mix(x, y, blur.color(x, y, sheet.rgb(x, y)), Sheet.OPAQUE - share));
        return sheet.image();
    }

    /** Gives pixels that belong to the subject in part the colors that they would have without the background. */
    private void clearEdges(Sheet sheet, BufferedImage photo) {
        if (!matte.isSoft()) {
            return;
        }
        NormalizedBlur near = NormalizedBlur.ofSubject(photo, matte, defaultSigma(photo));
        forEachShare((x, y, share) -> {
            int coverage = (OPAQUE_SQUARED - share * share + Sheet.OPAQUE / 2) / Sheet.OPAQUE;
            sheet.mix(x, y, near.color(x, y, sheet.rgb(x, y)), coverage);
        });
    }

    private static double defaultSigma(BufferedImage photo) {
        return Math.max(1, Math.min(photo.getWidth(), photo.getHeight()) / SHORTER_SIDES_PER_SIGMA);
    }

    /** Draws a pixel by the share of it that belongs to the subject. */
    @FunctionalInterface
    private interface Draw {
        void pixel(int x, int y, int share);
    }

    private void forEachShare(Draw draw) {
        int[] shares = new int[matte.width()];
        for (int y = 0; y < matte.height(); y++) {
            matte.copyRow(y, shares);
            for (int x = 0; x < shares.length; x++) {
                draw.pixel(x, y, shares[x]);
            }
        }
    }

    private void check(BufferedImage photo) {
        Sizes.check(photo, matte.name(), matte.width(), matte.height());
    }

    /** Returns the pixels or probabilities, on one line. */
    @Override
    public String toString() {
        return "subject of " + matte;
    }
}
