package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A GIF file (GIF89a), of which the first frame is decoded here, as it lies on the screen.
 *
 * <p>As Pillow has it ({@code GifImagePlugin.py}, Pillow 12.3): the screen grows with a frame that reaches beyond it; around
 * the frame is the transparent index, or without one index 0, whatever the background is said to be; without a palette, or
 * with one that gives each index its own gray, the picture is gray; colors past the end of a palette are black.
 */
final class GifFile implements PhotoFile {
    private static final int OFFSET_OF_SCREEN = 6;
    private static final int LENGTH_OF_HEADER = 13;
    private static final int OFFSET_OF_FLAGS = 10;
    private static final int HAS_PALETTE = 0x80;
    private static final int LENGTH_OF_PALETTE = 7;
    private static final int INTERLACED = 0x40;
    private static final int COLORS = 256;
    private static final int RGB = 3;

    private static final int EXTENSION = '!';
    private static final int FRAME = ',';
    private static final int TRAILER = ';';
    private static final int CONTROL = 0xF9;
    private static final int OFFSET_OF_TRANSPARENT = 3;
    private static final int LENGTH_OF_FRAME = 9;

    /** Interlaced rows come in four passes. */
    private static final int[] FIRST_ROWS = {0, 4, 2, 1};

    private static final int[] STEPS = {8, 8, 4, 2};

    /** The longest string that one code stands for, of at least three bits. */
    private static final long MAX_PIXELS_PER_BYTE = (long) GifCodes.CODES * Byte.SIZE / 3;

    private final Bytes bytes;
    private int position;
    private int width;
    private int height;
    private int transparent = -1;
    private @Nullable Bytes palette;
    private @Nullable Frame frame;

    /**
     * A frame.
     *
     * @param x of its first column on the screen
     * @param y of its first row
     * @param codes the bytes of its blocks, joined
     */
    private record Frame(int x, int y, int width, int height, boolean interlaced, int bits, byte[] codes) {}

    private GifFile(Bytes bytes) {
        this.bytes = bytes;
    }

    static boolean isGif(Bytes bytes) {
        return bytes.hasText(0, "GIF87a") || bytes.hasText(0, "GIF89a");
    }

    static GifFile of(Bytes bytes) {
        GifFile file = new GifFile(bytes);
        file.width = bytes.unsigned16LittleEndian(OFFSET_OF_SCREEN);
        file.height = bytes.unsigned16LittleEndian(OFFSET_OF_SCREEN + 2);
        file.position = LENGTH_OF_HEADER;
        file.palette = file.palette(bytes.unsigned8(OFFSET_OF_FLAGS));
        file.walk();
        return file;
    }

    /** Goes to the first frame; what is not the beginning of a block is passed over. */
    private void walk() {
        while (position < bytes.length() && frame == null) {
            int start = next();
            if (start == TRAILER) {
                return;
            }
            if (start == EXTENSION) {
                takeExtension();
            } else if (start == FRAME) {
                takeFrame();
            }
        }
    }

    private int next() {
        return bytes.unsigned8(position++);
    }

    /** Returns the part of the file that a flag says is a palette, or null if it says none or the palette is plain gray. */
    private @Nullable Bytes palette(int flags) {
        if ((flags & HAS_PALETTE) == 0) {
            return null;
        }
        int length = Math.min(RGB << ((flags & LENGTH_OF_PALETTE) + 1), Math.max(0, bytes.length() - position));
        Bytes colors = bytes.part(Math.min(position, bytes.length()), length);
        position += length;
        for (int i = 0; i < length; i++) {
            if (colors.unsigned8(i) != i / RGB) {
                return colors;
            }
        }
        return null;
    }

    private void takeExtension() {
        int label = next();
        int length = next();
        if (label == CONTROL && length > OFFSET_OF_TRANSPARENT) {
            transparent = (bytes.unsigned8(position) & 1) == 1
                    ? bytes.unsigned8(position + OFFSET_OF_TRANSPARENT)
                    : transparent;
        }
        position += length;
        if (length > 0) {
            skipBlocks();
        }
    }

    private void skipBlocks() {
        int length = next();
        while (length > 0) {
            position += length;
            length = next();
        }
    }

    private void takeFrame() {
        int start = position;
        position += LENGTH_OF_FRAME;
        int flags = bytes.unsigned8(start + LENGTH_OF_FRAME - 1);
        if ((flags & HAS_PALETTE) != 0) {
            palette = palette(flags);
        }
        int bits = next();
        if (position > bytes.length()) {
            return;
        }
        frame = new Frame(
                bytes.unsigned16LittleEndian(start),
                bytes.unsigned16LittleEndian(start + 2),
                bytes.unsigned16LittleEndian(start + 4),
                bytes.unsigned16LittleEndian(start + 6),
                (flags & INTERLACED) != 0,
                bits,
                joinedBlocks());
        width = Math.max(width, frame.x() + frame.width());
        height = Math.max(height, frame.y() + frame.height());
    }

    /** Returns the bytes of the blocks that follow, without their lengths, up to one that is not whole. */
    private byte[] joinedBlocks() {
        byte[] codes = new byte[bytes.length() - position];
        int filled = 0;
        int length = next();
        while (length > 0 && position + length <= bytes.length()) {
            bytes.part(position, length).copyTo(codes, filled);
            filled += length;
            position += length;
            length = next();
        }
        return Arrays.copyOf(codes, filled);
    }

    @Override
    public byte[] content() {
        return bytes.content();
    }

    @Override
    public Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public PhotoCost cost() {
        return new PhotoCost(width, height, (long) width * height, 1);
    }

    @Override
    public @Nullable Flaw flaw() {
        if (frame == null) {
            return Flaw.TRUNCATED;
        }
        if (frame.width() == 0 || frame.height() == 0) {
            return new Flaw(Kind.DAMAGED, "is damaged, its first frame has no pixels: save or download it again");
        }
        long pixels = (long) frame.width() * frame.height();
        return frame.codes().length * MAX_PIXELS_PER_BYTE < pixels ? Flaw.TRUNCATED : null;
    }

    @Override
    public BufferedImage decodeAlone() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colors());
        byte[] indices = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (transparent >= 0) {
            Arrays.fill(indices, (byte) transparent);
        }
        if (frame != null) {
            byte[] pixels = GifCodes.decoded(frame.codes(), frame.bits(), frame.width() * frame.height());
            for (int row = 0; row < frame.height(); row++) {
                int y = frame.y() + (frame.interlaced() ? interlaced(row, frame.height()) : row);
                System.arraycopy(pixels, row * frame.width(), indices, y * width + frame.x(), frame.width());
            }
        }
        return image;
    }

    private IndexColorModel colors() {
        byte[] colors = new byte[RGB * COLORS];
        if (palette != null) {
            palette.copyTo(colors, 0);
        } else {
            for (int i = 0; i < colors.length; i++) {
                colors[i] = (byte) (i / RGB);
            }
        }
        return new IndexColorModel(Byte.SIZE, COLORS, colors, 0, false, transparent);
    }

    /** Returns where the row of a place in the file lies. */
    private static int interlaced(int place, int height) {
        int left = place;
        for (int pass = 0; pass < FIRST_ROWS.length; pass++) {
            int rows = (height - FIRST_ROWS[pass] + STEPS[pass] - 1) / STEPS[pass];
            if (left < rows) {
                return FIRST_ROWS[pass] + left * STEPS[pass];
            }
            left -= rows;
        }
        throw new IllegalArgumentException("There is no row " + place + " of " + height);
    }
}
