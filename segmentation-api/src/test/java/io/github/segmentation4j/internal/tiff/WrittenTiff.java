package io.github.segmentation4j.internal.tiff;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes TIFF and BigTIFF files of drawn pixels in any layout: the slow and obvious way, each sample by {@link DrawnPart#sample} and
 * each directory behind the data.
 */
public final class WrittenTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final Layout first;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Integer, Long> patches = new TreeMap<>();

    /** Where the offset of the first directory is. */
    private long link;

    /** Where the directory written last has the offset of the next. */
    private long linkOfLast;

    /** What the samples of a file are. */
    public enum Pixels {
        BILEVEL(1, 1, 1),
        GRAY(8, 1, 1),
        RGB(8, 3, 2),
        RGBA(8, 4, 2),
        PALETTE(8, 1, 3),
        GRAY16(16, 1, 1),
        RGB16(16, 3, 2),
        FLOAT(32, 1, 1),
        FIVE_BANDS(8, 5, 1),
        SEVEN_BANDS16(16, 7, 1);

        final int bits;
        final int samples;
        final int photometric;

        /** Returns the samples of a pixel. */
        public int samples() {
            return samples;
        }

        Pixels(int bits, int samples, int photometric) {
            this.bits = bits;
            this.samples = samples;
            this.photometric = photometric;
        }
    }

    /** How the data are compressed. */
    public enum Packing {
        NONE(1),
        LZW(5),
        JPEG(7),
        DEFLATE(8),
        PACK_BITS(32_773);

        final int code;

        Packing(int code) {
            this.code = code;
        }
    }

    /** The order of bytes, and whether offsets have 64 bits. */
    public enum Kind {
        INTEL,
        MOTOROLA,
        BIG_INTEL,
        BIG_MOTOROLA;

        boolean big() {
            return this == BIG_INTEL || this == BIG_MOTOROLA;
        }

        boolean littleEndian() {
            return this == INTEL || this == BIG_INTEL;
        }
    }

    /**
     * A picture of a file.
     *
     * @param partWidth of tiles; 0 for strips
     * @param partHeight of tiles or strips
     * @param predicted whether a predictor is used, where one fits the compression and the samples
     */
    public record Layout(
            Kind kind,
            Pixels pixels,
            Packing packing,
            int width,
            int height,
            int partWidth,
            int partHeight,
            boolean planar,
            boolean predicted,
            int orientation,
            long seed) {
        int acrossPart() {
            return partWidth == 0 ? width : partWidth;
        }

        boolean isJpeg() {
            return packing == Packing.JPEG;
        }

        int samplesTogether() {
            return planar ? 1 : pixels.samples;
        }

        int predictor() {
            boolean fits = packing == Packing.LZW || packing == Packing.DEFLATE;
            if (!predicted || !fits || pixels == Pixels.BILEVEL) {
                return 1;
            }
            return pixels == Pixels.FLOAT ? 3 : 2;
        }

        /** Returns this layout as one that there is: JPEG for what has 8 bits a sample and one or three colors. */
        public Layout sound() {
            boolean forJpeg = pixels == Pixels.GRAY || pixels == Pixels.RGB;
            Packing possible = isJpeg() && !forJpeg ? Packing.DEFLATE : packing;
            boolean together = possible == Packing.JPEG;
            return new Layout(
                    kind,
                    pixels,
                    possible,
                    width,
                    height,
                    partWidth,
                    partHeight,
                    planar && !together,
                    predicted,
                    orientation,
                    seed);
        }

        /** Returns the same pixels at another size, without an orientation. */
        public Layout sized(int newWidth, int newHeight) {
            return new Layout(
                    kind, pixels, packing, newWidth, newHeight, partWidth, partHeight, planar, predicted, 0, seed);
        }
    }

    private WrittenTiff(Layout first) {
        this.first = first;
    }

    /** Returns a file of one picture. */
    public static byte[] of(Layout layout) {
        return of(layout, List.of(), List.of());
    }

    /** Returns a file of a picture, smaller ones in its SubIFDs, and pages marked as smaller ones behind it. */
    public static byte[] of(Layout layout, List<Layout> children, List<Layout> pages) {
        WrittenTiff file = new WrittenTiff(layout);
        file.head();
        long[] subIfds = children.stream()
                .mapToLong(child -> file.page(child, 1, new long[0]))
                .toArray();
        file.patch(file.link, file.page(layout, 0, subIfds));
        for (Layout page : pages) {
            long link = file.linkOfLast;
            file.patch(link, file.page(page, 1, new long[0]));
        }
        return file.bytes();
    }

    private void head() {
        int order = first.kind.littleEndian() ? 'I' : 'M';
        out.write(order);
        out.write(order);
        number(first.kind.big() ? 43 : 42, Short.BYTES);
        if (first.kind.big()) {
            number(Long.BYTES, Short.BYTES);
            number(0, Short.BYTES);
        }
        link = out.size();
        number(0, offsetBytes());
    }

    private int offsetBytes() {
        return first.kind.big() ? Long.BYTES : Integer.BYTES;
    }

    private void patch(long place, long value) {
        patches.put((int) place, value);
    }

    private byte[] bytes() {
        byte[] bytes = out.toByteArray();
        patches.forEach((place, value) -> {
            for (int i = 0; i < offsetBytes(); i++) {
                int shift = Byte.SIZE * (first.kind.littleEndian() ? i : offsetBytes() - 1 - i);
                bytes[place + i] = (byte) (value >> shift);
            }
        });
        return bytes;
    }

    private void number(long value, int size) {
        DrawnPart.number(out, value, size, first.kind);
    }

    /** Writes a picture and its directory, and returns where that is. */
    private long page(Layout layout, int subfileType, long[] subIfds) {
        List<Long> offsets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        int planes = layout.planar ? layout.pixels.samples : 1;
        for (int plane = 0; plane < planes; plane++) {
            for (int top = 0; top < layout.height; top += layout.partHeight) {
                for (int left = 0; left < layout.width; left += layout.acrossPart()) {
                    byte[] data = DrawnPart.of(layout, plane, left, top);
                    offsets.add((long) out.size());
                    counts.add((long) data.length);
                    out.writeBytes(data);
                }
            }
        }
        Map<Integer, long[]> fields = new TreeMap<>();
        fields.put(Tag.NEW_SUBFILE_TYPE, new long[] {subfileType});
        fields.put(Tag.IMAGE_WIDTH, new long[] {layout.width});
        fields.put(Tag.IMAGE_LENGTH, new long[] {layout.height});
        long[] bits = new long[layout.pixels.samples];
        Arrays.fill(bits, layout.pixels.bits);
        fields.put(Tag.BITS_PER_SAMPLE, bits);
        fields.put(Tag.COMPRESSION, new long[] {layout.packing.code});
        boolean ycbcr = layout.isJpeg() && layout.pixels == Pixels.RGB;
        fields.put(Tag.PHOTOMETRIC, new long[] {ycbcr ? 6 : layout.pixels.photometric});
        fields.put(Tag.SAMPLES_PER_PIXEL, new long[] {layout.pixels.samples});
        fields.put(Tag.PLANAR_CONFIGURATION, new long[] {layout.planar ? 2 : 1});
        fields.put(Tag.PREDICTOR, new long[] {layout.predictor()});
        if (layout.orientation > 0) {
            fields.put(Tag.ORIENTATION, new long[] {layout.orientation});
        }
        if (layout.pixels == Pixels.PALETTE) {
            fields.put(
                    Tag.COLOR_MAP,
                    new Random(layout.seed).longs(768, 0, 1 << 16).toArray());
        }
        if (layout.pixels == Pixels.FLOAT) {
            fields.put(Tag.SAMPLE_FORMAT, new long[] {3});
        }
        boolean tiled = layout.partWidth > 0;
        if (tiled) {
            fields.put(Tag.TILE_WIDTH, new long[] {layout.partWidth});
            fields.put(Tag.TILE_LENGTH, new long[] {layout.partHeight});
        } else {
            fields.put(Tag.ROWS_PER_STRIP, new long[] {layout.partHeight});
        }
        fields.put(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, longs(offsets));
        fields.put(tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, longs(counts));
        if (subIfds.length > 0) {
            fields.put(Tag.SUB_IFDS, subIfds);
        }
        return directory(fields);
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private long directory(Map<Integer, long[]> fields) {
        int inline = offsetBytes();
        Map<Integer, Long> places = new TreeMap<>();
        fields.forEach((tag, values) -> {
            int size = size(type(tag));
            if (values.length * size > inline) {
                places.put(tag, (long) out.size());
                for (long value : values) {
                    number(value, size);
                }
            }
        });
        long start = out.size();
        number(fields.size(), first.kind.big() ? Long.BYTES : Short.BYTES);
        fields.forEach((tag, values) -> {
            number(tag, Short.BYTES);
            number(type(tag), Short.BYTES);
            number(values.length, inline);
            Long place = places.get(tag);
            if (place != null) {
                number(place, inline);
            } else {
                int size = size(type(tag));
                for (long value : values) {
                    number(value, size);
                }
                number(0, inline - values.length * size);
            }
        });
        linkOfLast = out.size();
        number(0, inline);
        return start;
    }

    private int type(int tag) {
        return switch (tag) {
            case Tag.TILE_OFFSETS, Tag.STRIP_OFFSETS, Tag.SUB_IFDS -> first.kind.big() ? LONG8 : LONG;
            case Tag.BITS_PER_SAMPLE, Tag.COLOR_MAP, Tag.ORIENTATION -> SHORT;
            default -> LONG;
        };
    }

    private static int size(int type) {
        return switch (type) {
            case SHORT -> Short.BYTES;
            case LONG -> Integer.BYTES;
            default -> Long.BYTES;
        };
    }
}
