package io.github.segmentation4j.internal.tiff;

/**
 * The layout of the samples in a file, checked against the file's length and the limits.
 *
 * @param directory the fields
 * @param grid the strips or tiles
 * @param type the samples
 * @param photometric what they mean
 * @param compression how they are compressed
 * @param planes how many planes there are: 1 if the samples of a pixel lie together, else one for each sample
 * @param predictor what was done to a row before the compression
 * @param alpha what the sample after the colors is
 */
record TiffLayout(
        TiffDirectory directory,
        Grid grid,
        SampleType type,
        Photometric photometric,
        Compression compression,
        int planes,
        Predictor.Kind predictor,
        Alpha alpha) {
    private static final int SEPARATE_PLANES = 2;
    private static final int FILL_FROM_LOWEST_BIT = 2;
    private static final int ASSOCIATED = 1;
    private static final int UNASSOCIATED = 2;

    /** What CorelDRAW 10 writes for {@link #UNASSOCIATED}, as Pillow knows. */
    private static final int UNASSOCIATED_OF_COREL = 999;

    /** The bytes of a decoded row beside one byte of it: the sample as an int, and the colors made of it. */
    private static final int INTS_OF_SAMPLE = 2 * Integer.BYTES;

    /** What the first extra sample is. */
    enum Alpha {
        NONE,
        /** Colors are premultiplied. */
        ASSOCIATED,
        UNASSOCIATED
    }

    static TiffLayout read(TiffDirectory directory, TiffLimits limits, Portion portion) throws TiffException {
        Grid grid = Grid.read(directory, limits, portion);
        long code = directory.value(Tag.COMPRESSION, 1);
        Compression compression = Compression.of(code);
        if (compression == Compression.OTHER) {
            throw TiffException.unsupportedCompression(Compression.nameOf(code));
        }
        if (compression == Compression.OLD_JPEG) {
            throw TiffException.oldJpeg(Compression.nameOf(code));
        }
        // A file that does not say is white-is-zero, as for Pillow.
        Photometric photometric = Photometric.of(directory.value(Tag.PHOTOMETRIC, 0));
        SampleType type = SampleType.read(directory, photometric);
        if (photometric == Photometric.YCBCR && type.perPixel() < photometric.bands()) {
            photometric = Photometric.BLACK_IS_ZERO;
        }
        if (type.perPixel() < photometric.bands()) {
            throw TiffException.damaged(
                    type.perPixel() + " samples a pixel where " + photometric + " has " + photometric.bands());
        }
        boolean separate = directory.value(Tag.PLANAR_CONFIGURATION, 1) == SEPARATE_PLANES;
        TiffLayout layout = new TiffLayout(
                directory,
                grid,
                type,
                photometric,
                compression,
                separate ? type.perPixel() : 1,
                compression.mayFollowPredictor() ? Predictor.Kind.read(directory, type) : Predictor.Kind.NONE,
                alpha(directory, photometric, type.perPixel()));
        if (separate && !Subsampling.of(layout).isNone()) {
            throw TiffException.unsupported("subsampled chroma in separate planes");
        }
        boolean whole = portion == Portion.WHOLE;
        layout.checkBytes(limits, PixelKind.of(layout), whole ? grid.width() : 1, whole ? grid.height() : 1);
        return layout;
    }

    private static Alpha alpha(TiffDirectory directory, Photometric photometric, int perPixel) throws TiffException {
        if (perPixel == photometric.bands()) {
            return Alpha.NONE;
        }
        // A fourth sample of RGB without a word is an alpha, as for Pillow.
        boolean silent = photometric == Photometric.RGB && perPixel == Photometric.RGB.bands() + 1;
        return switch ((int)
                Math.min(directory.value(Tag.EXTRA_SAMPLES, silent ? UNASSOCIATED : 0), Integer.MAX_VALUE)) {
            case ASSOCIATED -> Alpha.ASSOCIATED;
            case UNASSOCIATED, UNASSOCIATED_OF_COREL -> Alpha.UNASSOCIATED;
            default -> Alpha.NONE;
        };
    }

    /**
     * Checks what the decoding of a rectangle takes.
     *
     * @throws TiffException if that is more than the limit
     */
    void checkBytes(TiffLimits limits, PixelKind kind, int width, int height) throws TiffException {
        long row = rowBytes();
        long decoded = 2L * grid.partWidth() * type.perPixel() * INTS_OF_SAMPLE;
        long bytes = row + decoded + kind.bytes(width, height);
        if (row > Integer.MAX_VALUE || decoded > Integer.MAX_VALUE || bytes > limits.maxBytes()) {
            throw TiffException.tooLarge(
                    "samples that take " + bytes + " bytes, more than the limit of " + limits.maxBytes());
        }
    }

    /** Returns how many planes hold what becomes pixels of a kind. */
    int planesOf(PixelKind kind) {
        if (planes == 1) {
            return 1;
        }
        boolean all = kind.form() == PixelKind.Form.BANDS;
        return all ? type.perPixel() : photometric.bands() + (alpha == Alpha.NONE ? 0 : 1);
    }

    /** Returns the distance of a pixel's samples to the next: all of one plane, or of several planes those that count. */
    int stepOf(PixelKind kind) {
        return planes == 1 ? type.perPixel() : planesOf(kind);
    }

    /** Returns the orientation that the file states in its field, 1 to 8 as in EXIF, or {@link TiffPhoto#NO_ORIENTATION}. */
    int orientation() throws TiffException {
        // Pillow passes over an orientation that is written as a byte.
        return directory.sizeOfValue(Tag.ORIENTATION) < Short.BYTES
                ? TiffPhoto.NO_ORIENTATION
                : (int) directory.value(Tag.ORIENTATION, TiffPhoto.NO_ORIENTATION);
    }

    /** Returns the file's XMP packet, empty without one. */
    byte[] xmp() {
        try {
            return directory.content(Tag.XMP);
        } catch (TiffException outsideTheFile) {
            // A note that is not there harms no picture.
            return new byte[0];
        }
    }

    /** Returns the samples of a pixel that lie together. */
    int samplesOfPlane() {
        return planes == 1 ? type.perPixel() : 1;
    }

    /** Returns the bytes of a row of a part, uncompressed. */
    long rowBytes() {
        return type.rowBytes(grid.partWidth(), samplesOfPlane());
    }

    /** Returns the bytes that so many rows of a part take, uncompressed. */
    long bytesOfRows(int rows) throws TiffException {
        Subsampling subsampling = Subsampling.of(this);
        if (subsampling.isNone()) {
            return rows * rowBytes();
        }
        long units = ((long) rows + subsampling.vertical() - 1) / subsampling.vertical();
        return units * subsampling.bytesOfUnits(grid.partWidth());
    }

    /** Returns whether the bits of each byte are written in reverse. */
    boolean bitsReversed() throws TiffException {
        return directory.value(Tag.FILL_ORDER, 1) == FILL_FROM_LOWEST_BIT;
    }
}
