package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.tiff.TiffException;
import io.github.segmentation4j.internal.tiff.TiffLevel;
import io.github.segmentation4j.internal.tiff.TiffRegions;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads rectangles of an image that may be too large for memory, such as a map or a scanned slide.
 *
 * <p><b>TIFF and BigTIFF</b> files stay on disk, and may be of any size: only the tiles or strips are decoded that a rectangle
 * touches. Read are tiles and strips, in one plane or several and in both byte orders; uncompressed, or compressed by
 * Deflate, LZW, PackBits, JPEG or CCITT, with every predictor; samples of 1 to 32 bits, and floating point. A rectangle has
 * the pixels that {@link Photos#read(Path)} gives in that place, upright by the file's orientation: colors or gray, with alpha
 * if there is one; further bands are left out, and read by {@link #readBands}. A file with another compression, such as JPEG
 * 2000, WebP, Zstandard or LZMA, is refused by name.
 *
 * <p><b>Other formats</b> cannot be decoded in parts: such a file is read whole when it is opened, within the limits, and held
 * in memory.
 *
 * <p>Of a file with several pictures the first is read, and {@linkplain #levels() smaller ones} of the same.
 *
 * <p><b>Memory.</b> Decoded tiles and strips are kept for the next rectangle up to a bound, {@link #DEFAULT_CACHE_BYTES} unless
 * the caller says otherwise; those used longest ago go first. A tile or strip larger than that is decoded anew for
 * each rectangle, row by row; uncompressed ones are not kept either. Beside that a call holds the rectangle, the compressed
 * data of one tile or strip and its decoded pixels.
 *
 * <p><b>Threads.</b> Safe for use by any number of threads. Two that ask for the same tile at once may both decode it. One that
 * is interrupted while it reads gets an {@link InvalidImageException} with {@link Kind#UNREADABLE}; the others read on. Nobody
 * must write to the file meanwhile.
 */
public final class ImageRegions implements AutoCloseable {
    /**
     * The bytes of decoded pixels that are kept unless the caller says otherwise, 192 MiB: of an RGB image, four rows of tiles of
     * 512x512 pixels across 32,000.
     */
    public static final long DEFAULT_CACHE_BYTES = 192L << 20;

    private final String name;
    private final Source source;
    private final Orientation orientation;
    private final OpenFile file;

    /** Smaller versions of this, the largest first. */
    private final List<ImageRegions> smaller;

    /** What all sizes of an image are read from. */
    private static final class OpenFile {
        private final Optional<TiffRegions> tiff;
        private volatile boolean closed;

        OpenFile(Optional<TiffRegions> tiff) {
            this.tiff = tiff;
        }
    }

    /** Makes an image of a rectangle as it lies in the file. */
    @FunctionalInterface
    private interface Decoder {
        BufferedImage decode(Rectangle inFile) throws TiffException;
    }

    /** Where the pixels of a level come from. */
    private sealed interface Source {
        int width();

        int height();

        /** Returns a rectangle of the picture as it lies in the file. */
        BufferedImage read(Rectangle region) throws TiffException;
    }

    private record OnDisk(TiffLevel level) implements Source {
        @Override
        public int width() {
            return level.width();
        }

        @Override
        public int height() {
            return level.height();
        }

        @Override
        public BufferedImage read(Rectangle region) throws TiffException {
            return level.read(region);
        }
    }

    private record InMemory(BufferedImage image) implements Source {
        @Override
        public int width() {
            return image.getWidth();
        }

        @Override
        public int height() {
            return image.getHeight();
        }

        @Override
        public BufferedImage read(Rectangle region) {
            WritableRaster copy = image.getRaster().createCompatibleWritableRaster(region.width, region.height);
            copy.setRect(-region.x, -region.y, image.getData(region));
            return new BufferedImage(image.getColorModel(), copy, image.isAlphaPremultiplied(), null);
        }
    }

    private ImageRegions(String name, OpenFile file, Orientation orientation, List<? extends Source> sources) {
        this.name = name;
        this.file = file;
        this.orientation = orientation;
        this.source = sources.get(0);
        List<ImageRegions> rest = new ArrayList<>();
        for (int i = 1; i < sources.size(); i++) {
            rest.add(new ImageRegions(name, file, orientation, sources.subList(i, sources.size())));
        }
        this.smaller = List.copyOf(rest);
    }

    /**
     * Opens an image within {@link PhotoLimits#DEFAULT}, with a cache of {@link #DEFAULT_CACHE_BYTES}.
     *
     * @throws InvalidImageException if there is no such file, it is damaged, or of a format or kind that is not read
     */
    public static ImageRegions open(Path file) {
        return open(file, PhotoLimits.DEFAULT);
    }

    /**
     * Opens an image with a cache of {@link #DEFAULT_CACHE_BYTES}.
     *
     * @param limits what each rectangle, and each tile of a TIFF file, may cost; and the whole of an image in another format
     * @throws InvalidImageException if there is no such file, it is damaged, or of a format or kind that is not read
     */
    public static ImageRegions open(Path file, PhotoLimits limits) {
        return open(file, limits, DEFAULT_CACHE_BYTES);
    }

    /**
     * Opens an image.
     *
     * @param limits what each rectangle, and each tile of a TIFF file, may cost; and the whole of an image in another format
     * @param cacheBytes the most bytes of decoded pixels that are kept for the next rectangle; 0 keeps none
     * @throws IllegalArgumentException if the bytes of the cache are negative
     * @throws InvalidImageException if there is no such file, it is damaged, or of a format or kind that is not read
     */
    public static ImageRegions open(Path file, PhotoLimits limits, long cacheBytes) {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException(
                    "A cache of " + cacheBytes + " bytes was given; give 0 for none, or a positive number");
        }
        Photos.checkIsFile(file);
        String name = file.toString();
        try {
            return TiffRegions.isTiff(file) ? openTiff(file, limits, cacheBytes) : openWhole(file, limits);
        } catch (TiffException e) {
            throw failure(name, e);
        } catch (IOException e) {
            throw Photos.unreadable(file, e);
        } catch (OutOfMemoryError e) {
            throw PhotoDecoder.outOfMemory(name, e);
        }
    }

    private static ImageRegions openTiff(Path file, PhotoLimits limits, long cacheBytes) throws IOException {
        TiffRegions tiff = TiffRegions.open(file, PhotoDecoder.tiffLimits(limits), cacheBytes);
        try {
            Orientation orientation = PhotoDecoder.orientation(tiff.orientation(), tiff::xmp);
            List<OnDisk> sources = tiff.levels().stream().map(OnDisk::new).toList();
            return new ImageRegions(file.toString(), new OpenFile(Optional.of(tiff)), orientation, sources);
        } catch (IOException | RuntimeException | Error e) {
            tiff.close();
            throw e;
        }
    }

    private static ImageRegions openWhole(Path file, PhotoLimits limits) {
        try {
            InMemory image = new InMemory(Photos.read(file, limits));
            return new ImageRegions(
                    file.toString(), new OpenFile(Optional.empty()), Orientation.UPRIGHT, List.of(image));
        } catch (InvalidImageException e) {
            if (e.kind() != Kind.TOO_LARGE && e.kind() != Kind.OUT_OF_MEMORY) {
                throw e;
            }
            throw new InvalidImageException(
                    e.kind(),
                    file + " is too large to be read whole, and only TIFF files are read in parts: save it as a TIFF"
                            + " file in tiles",
                    e);
        }
    }

    /** Says in our words what was found; advice to put a plug-in on the class path would not help here. */
    private static InvalidImageException failure(String name, TiffException e) {
        Kind kind = PhotoDecoder.kind(e.kind());
        String what = switch (kind) {
            case UNSUPPORTED ->
                e.finding() + ": save it again with Deflate, LZW or JPEG compression and 8 or 16 bits a sample";
            case TOO_LARGE -> e.finding() + ": ask for a smaller region, or save it again in tiles of 512x512 pixels";
            default -> e.getMessage();
        };
        return new InvalidImageException(kind, name + " " + what, e);
    }

    /** Returns the width in pixels, upright. */
    public int width() {
        return orientation.swapsSides() ? source.height() : source.width();
    }

    /** Returns the height in pixels, upright. */
    public int height() {
        return orientation.swapsSides() ? source.width() : source.height();
    }

    /**
     * Reads a rectangle.
     *
     * @param x its left border, 0 being that of the image
     * @param y its upper border, 0 being that of the image
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @return a new image of that size, of the kind that {@link Photos#read(Path)} gives
     * @throws IllegalArgumentException if a side is below 1
     * @throws IndexOutOfBoundsException if the rectangle is not inside the image
     * @throws IllegalStateException if this is closed
     * @throws InvalidImageException if the rectangle exceeds the limits, or what it touches of the file is damaged, of a kind
     *     that is not read, or cannot be read
     */
    public BufferedImage read(int x, int y, int width, int height) {
        return read(new Rectangle(x, y, width, height), source::read);
    }

    /**
     * Reads all bands of a rectangle of a TIFF file, as they are in the file: for networks that take the bands of a satellite
     * or a microscope instead of colors.
     *
     * @param x its left border, 0 being that of the image
     * @param y its upper border, 0 being that of the image
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @return a new image like those of {@link Images#ofBands}, with bytes or unsigned shorts
     * @throws IllegalArgumentException if a side is below 1
     * @throws IndexOutOfBoundsException if the rectangle is not inside the image
     * @throws IllegalStateException if this is closed
     * @throws InvalidImageException if the file is not a TIFF file of gray (0 being black) or RGB with any further bands, of unsigned
     *     numbers of 8 or 16 bits; and where {@link #read} throws it
     */
    public BufferedImage readBands(int x, int y, int width, int height) {
        return read(new Rectangle(x, y, width, height), region -> Images.ofBands(bandsOf(region)));
    }

    private WritableRaster bandsOf(Rectangle region) throws TiffException {
        if (source instanceof OnDisk tiff) {
            return tiff.level.readBands(region);
        }
        throw new InvalidImageException(
                Kind.UNSUPPORTED, name + " is not a TIFF file, of which alone bands are read: save it as one");
    }

    private BufferedImage read(Rectangle upright, Decoder decoder) {
        if (upright.width < 1 || upright.height < 1) {
            throw new IllegalArgumentException("A rectangle of " + upright.width + "x" + upright.height
                    + " pixels was given, but both sides must be at least 1");
        }
        Checks.inside(upright.x, upright.y, upright.width, upright.height, width(), height());
        if (file.closed) {
            throw new IllegalStateException(name + " has been closed: open it again");
        }
        try {
            return orientation.turnUpright(
                    decoder.decode(orientation.inFile(upright, source.width(), source.height())));
        } catch (TiffException e) {
            throw failure(name, e);
        } catch (OutOfMemoryError e) {
            throw PhotoDecoder.outOfMemory(name, e);
        }
    }

    /**
     * Returns the image and its smaller versions that the file has, the largest first: at least one. They are read as this is, in
     * pixels of their own.
     *
     * <p>Of a TIFF file these are its SubIFDs, as OME-TIFF has them, pages marked as being of reduced resolution
     * (NewSubfileType 1), as GDAL writes them, and the pages in tiles of an Aperio SVS file, as far as they have the image's
     * proportions and can be decoded. All are read from the same file and cache; closing one closes all.
     */
    public List<ImageRegions> levels() {
        List<ImageRegions> levels = new ArrayList<>(List.of(this));
        levels.addAll(smaller);
        return List.copyOf(levels);
    }

    /**
     * Closes the file and lets go of the cache. A call that is under way in another thread may throw
     * {@link InvalidImageException}. Closing again does nothing.
     *
     * @throws UncheckedIOException if the file system cannot close it
     */
    @Override
    public void close() {
        file.closed = true;
        try {
            if (file.tiff.isPresent()) {
                file.tiff.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be closed", e);
        }
    }
}
