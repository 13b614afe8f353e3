package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import org.jspecify.annotations.Nullable;

/**
 * A BMP file without compression, decoded here.
 *
 * <p>As Pillow has it ({@code BmpImagePlugin.py} and {@code Unpack.c}, Pillow 12.3): samples of 5 and 6 bits become
 * {@code v * 255 / 31} and {@code v * 255 / 63}, cut off; OS/2's headers of both versions are known; a fourth byte is alpha
 * only if a mask says so. What is compressed, or has other masks, is left to the JDK's reader.
 */
final class BmpFile implements PhotoFile {
    private static final int OFFSET_OF_DATA = 10;
    private static final int START_OF_HEADER = 14;
    private static final int LENGTH_OF_OLDEST_HEADER = 12;
    private static final int HEADER = 40;
    private static final int LENGTH_OF_MASKS_HEADER = 52;
    private static final int NO_COMPRESSION = 0;
    private static final int MASKS = 3;
    private static final int COLORS = 256;
    private static final int MAX = 255;
    private static final int RGB = 3;
    private static final int RGBA = 4;

    private final Bytes bytes;
    private final int header;
    private final long width;
    private final long height;
    private final boolean topDown;
    private final int bits;
    private final long compression;
    private final @Nullable BmpMasks masks;

    private BmpFile(Bytes bytes) {
        this.bytes = bytes;
        header = (int) bytes.unsigned32LittleEndian(START_OF_HEADER);
        boolean oldest = header == LENGTH_OF_OLDEST_HEADER;
        long lines = oldest ? word(6) : number(8);
        topDown = !oldest && bytes.unsigned8(START_OF_HEADER + 11) == MAX;
        width = oldest ? word(4) : number(4);
        height = topDown ? (1L << Integer.SIZE) - lines : lines;
        bits = oldest ? word(10) : word(14);
        compression = oldest ? NO_COMPRESSION : number(16);
        masks = masks();
    }

    private int word(int offset) {
        return bytes.unsigned16LittleEndian(START_OF_HEADER + offset);
    }

    private long number(int offset) {
        return bytes.unsigned32LittleEndian(START_OF_HEADER + offset);
    }

    static boolean isBmp(Bytes bytes) {
        return bytes.hasText(0, "BM");
    }

    static PhotoFile of(Bytes bytes) {
        BmpFile file = new BmpFile(bytes);
        return file.isKnown() ? file : new OtherFile(bytes.content(), Orientation.UPRIGHT);
    }

    private boolean isKnown() {
        boolean knownHeader = switch (header) {
            case LENGTH_OF_OLDEST_HEADER, HEADER, LENGTH_OF_MASKS_HEADER, 56, 64, 108, 124 -> true;
            default -> false;
        };
        return knownHeader && (isIndexed() ? compression == NO_COMPRESSION : masks != null);
    }

    private boolean isIndexed() {
        return bits == 1 || bits == 4 || bits == Byte.SIZE;
    }

    private @Nullable BmpMasks masks() {
        if (compression == NO_COMPRESSION) {
            return BmpMasks.ofBits(bits);
        }
        // A header of the oldest kind that may have masks has them behind it, and none for alpha.
        long alpha = header > LENGTH_OF_MASKS_HEADER ? number(52) : 0;
        return compression == MASKS ? BmpMasks.of(bits, number(HEADER), number(44), number(48), alpha) : null;
    }

    /** Returns the bytes from one row to the next, a multiple of four. */
    private long stride() {
        return (width * bits + Integer.SIZE - 1) / Integer.SIZE * Integer.BYTES;
    }

    private int lengthOfColor() {
        return header == LENGTH_OF_OLDEST_HEADER ? RGB : RGBA;
    }

    private long colors() {
        long said = header == LENGTH_OF_OLDEST_HEADER ? 0 : number(32);
        return said == 0 ? 1L << bits : said;
    }

    private long startOfData() {
        long offset = bytes.unsigned32LittleEndian(OFFSET_OF_DATA);
        // Some programs forget to count the palette.
        boolean withoutPalette = isIndexed() && offset == START_OF_HEADER + header;
        return withoutPalette ? offset + lengthOfColor() * colors() : offset;
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
        return new PhotoCost(width, height, width * height * (masks == null ? 1 : masks.hasAlpha() ? RGBA : RGB), 1);
    }

    @Override
    public @Nullable Flaw flaw() {
        if (width == 0 || height == 0) {
            return new Flaw(Kind.DAMAGED, "is damaged, it says that it has no pixels: save or download it again");
        }
        long lastRow = (width * bits + Byte.SIZE - 1) / Byte.SIZE;
        return startOfData() + stride() * (height - 1) + lastRow > bytes.length() ? Flaw.TRUNCATED : null;
    }

    @Override
    public BufferedImage decodeAlone() {
        int columns = (int) width;
        BufferedImage image = emptyImage(columns, (int) height);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int each = target.length / columns / image.getHeight();
        for (int y = 0; y < image.getHeight(); y++) {
            long row = startOfData() + stride() * (topDown ? y : height - 1 - y);
            for (int x = 0; x < columns; x++) {
                int place = (y * columns + x) * each;
                if (masks == null) {
                    target[place] = (byte) index(row, x);
                } else {
                    masks.unpack(pixel(row, x), target, place);
                }
            }
        }
        return image;
    }

    private BufferedImage emptyImage(int columns, int rows) {
        if (masks == null) {
            return new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_INDEXED, palette());
        }
        return new BufferedImage(
                columns, rows, masks.hasAlpha() ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    }

    private int index(long row, int x) {
        int shift = Byte.SIZE - bits - x * bits % Byte.SIZE;
        return bytes.unsigned8(row + (long) x * bits / Byte.SIZE) >> shift & ((1 << bits) - 1);
    }

    private int pixel(long row, int x) {
        int length = bits / Byte.SIZE;
        int pixel = 0;
        for (int i = 0; i < length; i++) {
            pixel |= bytes.unsigned8(row + (long) x * length + i) << (Byte.SIZE * i);
        }
        return pixel;
    }

    private IndexColorModel palette() {
        int known = (int) Math.min(COLORS, colors());
        long start = (long) START_OF_HEADER + header;
        byte[] colors = new byte[COLORS * RGB];
        for (int i = 0; i < known; i++) {
            for (int channel = 0; channel < RGB; channel++) {
                // Blue comes first.
                long place = start + (long) i * lengthOfColor() + RGB - 1 - channel;
                colors[i * RGB + channel] = (byte) bytes.unsigned8(place);
            }
        }
        return new IndexColorModel(Byte.SIZE, COLORS, colors, 0, false);
    }
}
