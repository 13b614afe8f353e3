package io.github.segmentation4j.overlay;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.compute.Bands;
import io.github.segmentation4j.internal.map.Maps;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws rows of a photo with the colors of their labels on a picture. Serves one thread. */
final class Brush {
    /** Fewer pixels are drawn sooner by one thread than two have met. */
    private static final long PIXELS_PER_THREAD = 1 << 16;

    private static final int LABELS_PER_BYTE = 1 << Byte.SIZE;

    private final Blend blend;
    private final PhotoRows photo;
    private final PictureRows picture;
    private final int width;
    /** {@code byte[]} or {@code short[]}, unsigned, row by row. */
    private final Object labels;
    /** The lower bytes of a row of labels, where those take two. */
    private final byte[] lowBytes;

    private Brush(Blend blend, PhotoRows photo, PictureRows picture, LabelMap map) {
        this.blend = blend;
        this.photo = photo;
        this.picture = picture;
        this.width = map.width();
        this.labels = Maps.labels(map);
        this.lowBytes = new byte[labels instanceof short[] ? width : 0];
    }

    /** Returns a number of threads that a user asked for, if it is one. */
    static int checkThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "The number of threads was set to " + threads + ", but somebody must draw; give at least 1");
        }
        return threads;
    }

    /** Returns how many threads some pixels are worth, of those that are allowed. */
    static int threads(int pixels, int limit) {
        return Bands.threads(pixels, PIXELS_PER_THREAD, limit);
    }

    /**
     * Draws all rows.
     *
     * @param photo gives each thread its reader of the photo, for the array that it draws on
     * @param picture gives each thread what it draws on
     * @param threads how many threads may work at once
     * @param colorless gives what is thrown where a label has no color
     */
    static void draw(
            Blend blend,
            Function<byte[], PhotoRows> photo,
            Supplier<PictureRows> picture,
            LabelMap labels,
            int threads,
            Supplier<RuntimeException> colorless) {
        int worth = threads(labels.pixelCount(), threads);
        @Nullable Brush[] brushes = new Brush[worth];
        Bands.run(labels.height(), worth, (worker, fromRow, toRow) -> {
            Brush brush = brushes[worker];
            if (brush == null) {
                PictureRows rows = picture.get();
                brush = new Brush(blend, photo.apply(rows.bytes()), rows, labels);
                brushes[worker] = brush;
            }
            for (int y = fromRow; y < toRow; y++) {
                if (!brush.row(y)) {
                    throw colorless.get();
                }
            }
        });
    }

    /** Draws a row; returns false if it came to a label without color. */
    private boolean row(int y) {
        int from = photo.startOf(y);
        int to = picture.startOf(y);
        boolean colored = labels instanceof byte[] bytes
                ? blend.row(photo.bytes(), from, bytes, y * width, 0, picture.bytes(), to, width) == width
                : wideRow((short[]) labels, y * width, from, to);
        if (colored) {
            picture.finish(y);
        }
        return colored;
    }

    /** Draws a row of labels of two bytes piece by piece, each of labels that agree in their higher byte. */
    private boolean wideRow(short[] wide, int first, int from, int to) {
        int bytes = picture.order().bytes();
        int x = 0;
        while (x < width) {
            int base = (wide[first + x] & 0xFFFF) / LABELS_PER_BYTE * LABELS_PER_BYTE;
            int end = x;
            for (; end < width; end++) {
                int label = (wide[first + end] & 0xFFFF) - base;
                if (label < 0 || label >= LABELS_PER_BYTE) {
                    break;
                }
                lowBytes[end] = (byte) label;
            }
            int piece = end - x;
            int place = bytes * x;
            int drawn = blend.row(photo.bytes(), from + place, lowBytes, x, base, picture.bytes(), to + place, piece);
            if (drawn < piece) {
                return false;
            }
            x = end;
        }
        return true;
    }
}
