package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;

/**
 * Where an image lies in a network's input once it is resized, cropped and padded; the one owner of these coordinates.
 *
 * <p>Column {@code x} of the resized image is column {@code x + offsetX} of the input, if that lies in the kept part.
 *
 * @param image the size of the image
 * @param resized the size to which it is brought
 * @param kept the size of the part that cropping keeps
 * @param network the size of the input
 * @param keptX the input's column at which the kept part begins, at least 0
 * @param keptY the input's row at which the kept part begins, at least 0
 * @param offsetX the input's column of the resized image's first column; negative where a crop cut it off
 * @param offsetY the input's row of the resized image's first row; negative where a crop cut it off
 */
public record Geometry(
        ImageSize image,
        ImageSize resized,
        ImageSize kept,
        ImageSize network,
        int keptX,
        int keptY,
        int offsetX,
        int offsetY) {

    /**
     * Returns the geometry of an image.
     *
     * @param width the image's width in pixels, at least 1
     * @param height the image's height in pixels, at least 1
     * @throws IllegalArgumentException if the size rule cannot follow the image's shape, or padding would have to shrink it
     */
    public static Geometry of(Preprocessing steps, int width, int height) {
        ImageSize resized = steps.size().apply(width, height);
        ImageSize kept = steps.crop().size().orElse(resized);
        int cutX = cut(resized.width() - kept.width(), steps.processor());
        int cutY = cut(resized.height() - kept.height(), steps.processor());
        ImageSize network = kept;
        int keptX = 0;
        int keptY = 0;
        Padding padding = steps.padding();
        if (!padding.isNone()) {
            network = padding.target().orElseThrow().apply(kept.width(), kept.height());
            if (network.width() < kept.width() || network.height() < kept.height()) {
                throw new IllegalArgumentException("An image of " + width + "x" + height + " pixels is brought to "
                        + kept + " and cannot be padded to " + network
                        + ": choose a size rule that stays within it, for example SizeRule.withinBox("
                        + network.width() + ", " + network.height() + ")");
            }
            keptX = before(network.width() - kept.width(), padding.side());
            keptY = before(network.height() - kept.height(), padding.side());
        }
        return new Geometry(
                new ImageSize(width, height), resized, kept, network, keptX, keptY, keptX - cutX, keptY - cutY);
    }

    /** Returns where an image of another size would lie that is brought to the same size. */
    public Geometry withImage(ImageSize other) {
        return new Geometry(other, resized, kept, network, keptX, keptY, offsetX, offsetY);
    }

    /** Returns how much is cut off on the left or at the top; negative where the crop is larger than the image. */
    private static int cut(int surplus, ProcessorBackend processor) {
        return switch (processor) {
            case PIL -> Math.floorDiv(surplus, 2);
            case TORCHVISION -> surplus / 2;
        };
    }

    private static int before(int padding, PaddingSide side) {
        return switch (side) {
            case BOTTOM_RIGHT -> 0;
            case TOP_LEFT -> padding;
            case AROUND -> padding / 2;
        };
    }

    /** Returns the geometry in which the image is stretched over the whole input, whatever the network has seen of it. */
    public Geometry stretched() {
        return new Geometry(image, network, network, network, 0, 0, 0, 0);
    }

    /** True if the resized image is the whole input, neither cropped nor padded. */
    public boolean coversNetwork() {
        return resized.equals(network) && offsetX == 0 && offsetY == 0;
    }
}
