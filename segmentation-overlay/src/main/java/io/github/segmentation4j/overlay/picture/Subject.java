package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.Mask;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/**
 * What a photo is about, as a set of its pixels, apart from its background: cut out of it, or with the background made
 * to recede.
 *
 * <p>{@code Subject.of(labels.mask(15)).cutOut(photo)}. The pixels of the subject are those of the photo, unchanged.
 */
public final class Subject {
    /** The blur of a background, in standard deviations for a shorter side of the photo. */
    private static final double SHORTER_SIDES_PER_SIGMA = 50;

    /** More would blur a photo of any size to one color. */
    private static final double MOST_SIGMA = 10_000;

    private static final int BLACK = 0x000000;
    private static final int TRANSPARENT = 0;

    private final Mask pixels;

    private Subject(Mask pixels) {
        this.pixels = pixels;
    }

    /** Returns a subject. */
    public static Subject of(Mask pixels) {
        return new Subject(Objects.requireNonNull(pixels, "pixels"));
    }

    /**
     * Returns the subject on a transparent background.
     *
     * <p>The background is black with alpha 0, so that it compresses well and nothing of it is left in the file.
     *
     * @param photo an image of any type and of the size of the mask; its own alpha is kept within the subject
     * @return an image of {@link BufferedImage#TYPE_4BYTE_ABGR}
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage cutOut(BufferedImage photo) {
        check(photo);
        Sheet sheet = Sheet.transparent(photo.getWidth(), photo.getHeight());
        sheet.place(photo, 0, 0);
        fillBackground(sheet, BLACK, TRANSPARENT);
        return sheet.image();
    }

    /**
     * Returns the subject on a background of one color.
     *
     * @param photo an image of any type and of the size of the mask
     * @param rgb the color, 0xRRGGBB; higher bits are ignored
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage onColor(BufferedImage photo, int rgb) {
        check(photo);
        Sheet sheet = Sheet.copyOf(photo);
        fillBackground(sheet, rgb, Sheet.OPAQUE);
        return sheet.image();
    }

    /**
     * Returns the subject on its background without color.
     *
     * @param photo an image of any type and of the size of the mask
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage onGray(BufferedImage photo) {
        check(photo);
        Sheet sheet = Sheet.copyOf(photo);
        Grays grays = new Grays(photo);
        boolean[] subject = new boolean[sheet.width()];
        for (int y = 0; y < sheet.height(); y++) {
            pixels.copyRow(y, subject, 0);
            int[] row = grays.row(y);
            for (int x = 0; x < row.length; x++) {
                if (!subject[x]) {
                    sheet.recolor(x, y, row[x] * Grays.TO_RGB);
                }
            }
        }
        return sheet.image();
    }

    /**
     * Returns the subject on its background out of focus, as a fast lens would show it.
     *
     * @param photo an image of any type and of the size of the mask
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage onBlur(BufferedImage photo) {
        return onBlur(photo, Math.max(1, Math.min(photo.getWidth(), photo.getHeight()) / SHORTER_SIDES_PER_SIGMA));
    }

    /**
     * Returns the subject on its background out of focus.
     *
     * <p>The blur mixes pixels of the background alone. So the subject casts no colored shadow around itself, which a
     * blur of the whole photo does.
     *
     * @param photo an image of any type and of the size of the mask
     * @param sigma the standard deviation of the Gaussian, in pixels, above 0 up to 10,000
     * @throws IllegalArgumentException if the sizes differ or sigma is out of range
     */
    public BufferedImage onBlur(BufferedImage photo, double sigma) {
        check(photo);
        if (!(sigma > 0 && sigma <= MOST_SIGMA)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "A blur of %s pixels was given; give more than 0 and at most 10000", sigma));
        }
        Sheet sheet = Sheet.copyOf(photo);
        new BackgroundBlur(photo, pixels, sigma).drawOn(sheet);
        return sheet.image();
    }

    private void fillBackground(Sheet sheet, int rgb, int alpha) {
        boolean[] subject = new boolean[sheet.width()];
        for (int y = 0; y < sheet.height(); y++) {
            pixels.copyRow(y, subject, 0);
            for (int x = 0; x < subject.length; x++) {
                if (!subject[x]) {
                    sheet.set(x, y, rgb, alpha);
                }
            }
        }
    }

    private void check(BufferedImage photo) {
        Sizes.check(photo, "mask of the subject", pixels.width(), pixels.height());
    }

    /** Returns the pixels, on one line. */
    @Override
    public String toString() {
        return "subject of " + pixels;
    }
}
