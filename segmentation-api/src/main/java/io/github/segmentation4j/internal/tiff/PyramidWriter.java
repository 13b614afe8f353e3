package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes a picture of one sample a pixel, row by row, as a TIFF file of tiles that are compressed by Deflate, with smaller
 * pictures of the same as further pages: each has half the sides of the one before, down to one tile, and takes the upper left
 * of four pixels.
 *
 * <p>Directories are at the end. It is a BigTIFF file if it is longer than offsets of 32 bits reach. Held are a row of tiles of each
 * level. Not safe for use by several threads.
 */
public final class PyramidWriter implements AutoCloseable {
    /** How far offsets of 32 bits reach. */
    public static final long LONGEST_CLASSIC = 0xFFFF_FFFFL;

    private static final int MAGIC = 42;
    private static final int BIG_MAGIC = 43;
    private static final int HEADER_BYTES = 16;
    private static final int DEFLATE = 8;
    private static final int BLACK_IS_ZERO = 1;
    private static final int PALETTE = 3;
    private static final int REDUCED_RESOLUTION = 1;
    private static final int COLORS = 256;

    /** From a level of 8 bits to one of 16. */
    private static final int TO_16_BITS = 257;

    private final FileChannel channel;
    private final int sampleBytes;
    private final int @Nullable [] rgb;
    private final List<TiffField> more;
    private final long longestClassic;
    private final List<LevelTiles> levels = new ArrayList<>();
    private final Deflater deflater = new Deflater();
    private final byte[] packed = new byte[1 << 16];
    private long position = HEADER_BYTES;
    private int row;

    /**
     * Begins a file.
     *
     * @param file at which there is none yet
     * @param sampleBytes 1 or 2
     * @param rgb up to 256 colors of a palette as 0xRRGGBB, or null for gray
     * @param more further fields of the first directory
     * @param longestClassic the most bytes of a file that is not a BigTIFF file, at most {@link #LONGEST_CLASSIC}
     * @throws ArithmeticException if there were more tiles than an array can hold
     */
    public PyramidWriter(
            Path file,
            int width,
            int height,
            int sampleBytes,
            int @Nullable [] rgb,
            List<TiffField> more,
            long longestClassic)
            throws IOException {
        this.sampleBytes = sampleBytes;
        this.rgb = rgb;
        this.more = more;
        this.longestClassic = longestClassic;
        int factor = 1;
        levels.add(new LevelTiles(width, height, factor, sampleBytes));
        while (Math.max(last().width(), last().height()) > LevelTiles.SIDE) {
            factor *= 2;
            levels.add(new LevelTiles(width, height, factor, sampleBytes));
        }
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(position);
    }

    private LevelTiles last() {
        return levels.get(levels.size() - 1);
    }

    /**
     * Writes the next row from the top.
     *
     * @param samples those of all columns, little-endian
     */
    public void row(byte[] samples) throws IOException {
        for (LevelTiles level : levels) {
            position = level.put(samples, row, position, this::writeTile);
        }
        row++;
    }

    private long writeTile(byte[] tile) throws IOException {
        deflater.reset();
        deflater.setInput(tile);
        deflater.finish();
        long length = 0;
        while (!deflater.finished()) {
            int count = deflater.deflate(packed);
            write(ByteBuffer.wrap(packed, 0, count));
            length += count;
        }
        return length;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes the directories and the header, once all rows are there. */
    public void finish() throws IOException {
        boolean big = end(directories(false)) > longestClassic;
        List<DirectoryBytes> directories = directories(big);
        long next = 0;
        // Each names the place of the next, which is why the last comes first.
        for (int i = directories.size() - 1; i >= 0; i--) {
            long start = aligned(position);
            channel.position(start);
            DirectoryBytes directory = directories.get(i);
            write(directory.at(start, next));
            position = start + directory.bytes();
            next = start + directory.bytesOfValues();
        }
        channel.position(0);
        write(header(big, next));
    }

    private static ByteBuffer header(boolean big, long directory) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I');
        if (big) {
            header.putShort((short) BIG_MAGIC).putShort((short) Long.BYTES).putShort((short) 0);
            header.putLong(directory);
        } else {
            header.putShort((short) MAGIC).putInt((int) directory);
        }
        return header.rewind();
    }

    private long end(List<DirectoryBytes> directories) {
        long end = position;
        for (DirectoryBytes directory : directories) {
            end = aligned(end) + directory.bytes();
        }
        return end;
    }

    private static long aligned(long place) {
        return (place + DirectoryBytes.ALIGNMENT - 1) / DirectoryBytes.ALIGNMENT * DirectoryBytes.ALIGNMENT;
    }

    private List<DirectoryBytes> directories(boolean big) {
        List<DirectoryBytes> directories = new ArrayList<>();
        for (LevelTiles level : levels) {
            directories.add(directory(level, big));
        }
        more.forEach(directories.get(0)::put);
        return directories;
    }

    private DirectoryBytes directory(LevelTiles level, boolean big) {
        DirectoryBytes directory = new DirectoryBytes(big);
        directory.put(Tag.NEW_SUBFILE_TYPE, FieldType.LONG, level == levels.get(0) ? 0 : REDUCED_RESOLUTION);
        directory.put(Tag.IMAGE_WIDTH, FieldType.LONG, level.width());
        directory.put(Tag.IMAGE_LENGTH, FieldType.LONG, level.height());
        directory.put(Tag.BITS_PER_SAMPLE, FieldType.SHORT, (long) sampleBytes * Byte.SIZE);
        directory.put(Tag.COMPRESSION, FieldType.SHORT, DEFLATE);
        directory.put(Tag.PHOTOMETRIC, FieldType.SHORT, rgb == null ? BLACK_IS_ZERO : PALETTE);
        directory.put(Tag.SAMPLES_PER_PIXEL, FieldType.SHORT, 1);
        if (rgb != null) {
            directory.put(Tag.COLOR_MAP, FieldType.SHORT, colorMap(rgb));
        }
        directory.put(Tag.TILE_WIDTH, FieldType.LONG, LevelTiles.SIDE);
        directory.put(Tag.TILE_LENGTH, FieldType.LONG, LevelTiles.SIDE);
        directory.put(Tag.TILE_OFFSETS, big ? FieldType.LONG8 : FieldType.LONG, level.offsets());
        directory.put(Tag.TILE_BYTE_COUNTS, FieldType.LONG, level.lengths());
        return directory;
    }

    /** Returns all reds, all greens and all blues, of 16 bits. */
    private static long[] colorMap(int[] rgb) {
        long[] map = new long[3 * COLORS];
        for (int i = 0; i < rgb.length; i++) {
            map[i] = (long) (rgb[i] >> 16 & 0xFF) * TO_16_BITS;
            map[COLORS + i] = (long) (rgb[i] >> 8 & 0xFF) * TO_16_BITS;
            map[2 * COLORS + i] = (long) (rgb[i] & 0xFF) * TO_16_BITS;
        }
        return map;
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        channel.close();
    }
}
