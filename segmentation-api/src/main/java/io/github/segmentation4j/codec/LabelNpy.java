package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.internal.map.Maps;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Label maps as NumPy's {@code .npy} files, read back exactly: arrays of height and width, as {@code numpy.load} gives them.
 *
 * <p>Written as version 1.0, rows first (C order), little-endian, uint8 where all labels fit and uint16 otherwise. Read from
 * versions 1 to 3, either order of axes and bytes, and every type of whole numbers, also bool, as long as the numbers are
 * labels. The format is that of NEP 1 and {@code numpy/lib/format.py} (NumPy 1.24).
 */
final class LabelNpy implements LabelFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy pads the header so that the elements begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** The magic, two numbers of the version, and the length of the header. */
    private static final int PREFIX = MAGIC.length + 2 + Short.BYTES;

    private static final int NEWEST_VERSION = 3;

    /** Far above what the header of an array of labels takes; NumPy itself refuses one of more than 10,000 bytes. */
    private static final int MAX_HEADER = 1 << 16;

    static final LabelNpy INSTANCE = new LabelNpy();

    private LabelNpy() {}

    @Override
    public void write(LabelMap labels, Path file) throws IOException {
        WholeFile.write(file, out -> write(labels, out));
    }

    @Override
    public void write(LabelMap labels, OutputStream out) throws IOException {
        boolean wide = Maps.labels(labels) instanceof short[];
        String text = "{'descr': '" + (wide ? "<u2" : "|u1") + "', 'fortran_order': False, 'shape': (" + labels.height()
                + ", " + labels.width() + "), }";
        String padding = " ".repeat(Math.floorMod(-(PREFIX + text.length() + 1), ALIGNMENT));
        byte[] header = (text + padding + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(MAGIC);
        out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> Byte.SIZE)});
        out.write(header);
        if (Maps.labels(labels) instanceof byte[] bytes) {
            out.write(bytes);
        } else {
            short[] shorts = (short[]) Maps.labels(labels);
            ByteBuffer row = ByteBuffer.allocate(Math.multiplyExact(labels.width(), Short.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int y = 0; y < labels.height(); y++) {
                row.asShortBuffer().put(shorts, y * labels.width(), labels.width());
                out.write(row.array());
            }
        }
        out.flush();
    }

    @Override
    public LabelMap read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            LabelMap labels = read(file.toString(), in);
            if (in.read() >= 0) {
                throw new InvalidFileException(
                        file + " has bytes behind its array: write it with numpy.save, one array a file");
            }
            return labels;
        }
    }

    @Override
    public LabelMap read(InputStream in) throws IOException {
        return read("The stream", in);
    }

    private static LabelMap read(String name, InputStream in) throws IOException {
        byte[] start = bytes(name, in, MAGIC.length + 2);
        if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
            throw new InvalidFileException(name + " is not an .npy file: write one with numpy.save");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > NEWEST_VERSION) {
            throw new InvalidFileException(name + " is of version " + version + " of the .npy format, but 1 to "
                    + NEWEST_VERSION + " can be read: write it with numpy.save");
        }
        ByteBuffer size = ByteBuffer.wrap(bytes(name, in, version == 1 ? Short.BYTES : Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = version == 1 ? Short.toUnsignedInt(size.getShort()) : size.getInt();
        if (length < 0 || length > MAX_HEADER) {
            throw new InvalidFileException(name + " says that its header has " + Integer.toUnsignedLong(length)
                    + " bytes, which no array of labels needs: write it with numpy.save");
        }
        String text = new String(bytes(name, in, length), StandardCharsets.ISO_8859_1);
        return NpyElements.of(name, text).read(in);
    }

    private static byte[] bytes(String name, InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new InvalidFileException(name + " ends within its header: save or download it again");
        }
        return bytes;
    }
}
