package io.github.segmentation4j.model;

/** The arithmetic that size rules share. */
final class SizeArithmetic {
    private SizeArithmetic() {}

    static void positive(String what, int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException(what + " of " + pixels + " pixels was given, but at least 1 is needed");
        }
    }

    static void ordered(int shortEdge, int longEdge) {
        if (longEdge < shortEdge) {
            throw new IllegalArgumentException("A long edge of " + longEdge + " pixels was given with a short edge of "
                    + shortEdge + ", but the long one cannot be shorter");
        }
    }

    static ImageSize shortEdge(int pixels, ImageSize image) {
        return image.width() <= image.height()
                ? new ImageSize(pixels, scaled(pixels, image.height(), image.width(), image))
                : new ImageSize(scaled(pixels, image.width(), image.height(), image), pixels);
    }

    static ImageSize longEdge(int pixels, ImageSize image) {
        return image.width() >= image.height()
                ? new ImageSize(pixels, scaled(pixels, image.height(), image.width(), image))
                : new ImageSize(scaled(pixels, image.width(), image.height(), image), pixels);
    }

    static ImageSize shortEdgeWithin(int pixels, int longestEdge, ImageSize image) {
        double shorter = Math.min(image.width(), image.height());
        double longer = Math.max(image.width(), image.height());
        if (longer / shorter * pixels <= longestEdge) {
            return shortEdge(pixels, image);
        }
        double raw = longestEdge * shorter / longer;
        int newShort = side((long) Math.rint(raw), image);
        if (newShort == shorter) {
            return image;
        }
        int newLong = side((long) (raw * longer / shorter), image);
        return image.width() < image.height() ? new ImageSize(newShort, newLong) : new ImageSize(newLong, newShort);
    }

    static ImageSize withinBox(ImageSize box, SizeRules.Rounding rounding, ImageSize image) {
        double scale = Math.min((double) box.height() / image.height(), (double) box.width() / image.width());
        double width = image.width() * scale;
        double height = image.height() * scale;
        return rounding == SizeRules.Rounding.NEAREST
                ? new ImageSize(side((long) Math.rint(width), image), side((long) Math.rint(height), image))
                : new ImageSize(side((long) width, image), side((long) height, image));
    }

    static ImageSize withinEdges(int shortEdge, int longEdge, ImageSize image) {
        int longer = Math.max(image.width(), image.height());
        int shorter = Math.min(image.width(), image.height());
        double scale = Math.min((double) longEdge / longer, (double) shortEdge / shorter);
        return new ImageSize(
                side((long) (image.width() * scale + 0.5), image), side((long) (image.height() * scale + 0.5), image));
    }

    static ImageSize multipleOf(int stride, SizeRules.Toward toward, ImageSize size) {
        return new ImageSize(
                multiple(size.width(), stride, toward, size), multiple(size.height(), stride, toward, size));
    }

    private static int multiple(int side, int stride, SizeRules.Toward toward, ImageSize size) {
        long multiples =
                toward == SizeRules.Toward.UP ? (side + (long) stride - 1) / stride : Math.max(1, side / stride);
        return side(multiples * stride, size);
    }

    static ImageSize nearest(ImageSize aim, int multiple, ImageSize image) {
        double byWidth = (double) aim.width() / image.width();
        double byHeight = (double) aim.height() / image.height();
        double factor = Math.abs(1 - byWidth) < Math.abs(1 - byHeight) ? byWidth : byHeight;
        return nearest(factor, factor, multiple, image);
    }

    static ImageSize nearestStretched(ImageSize aim, int multiple, ImageSize image) {
        return nearest((double) aim.width() / image.width(), (double) aim.height() / image.height(), multiple, image);
    }

    private static ImageSize nearest(double byWidth, double byHeight, int multiple, ImageSize image) {
        return new ImageSize(
                nearestMultiple(byWidth * image.width(), multiple, image),
                nearestMultiple(byHeight * image.height(), multiple, image));
    }

    private static int nearestMultiple(double side, int multiple, ImageSize image) {
        return side(Math.max(1, (long) Math.rint(side / multiple)) * multiple, image);
    }

    /**
     * Returns {@code target * side / otherSide}, truncated, at least 1.
     *
     * <p>Python divides in float64. For products below 2^53 that truncates to the same number: no quotient that is not
     * whole lies so close below a whole one that it would be rounded up to it.
     */
    static int scaled(int target, int side, int otherSide, ImageSize image) {
        return side((long) target * side / otherSide, image);
    }

    /** Returns a side as an int, at least 1. */
    static int side(long side, ImageSize image) {
        if (side > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "An image of " + image + " would get a side of " + side + " pixels, more than " + Integer.MAX_VALUE
                            + ": cut it into parts, or choose another size rule that limits the longer side");
        }
        return (int) Math.max(1, side);
    }
}
