package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.internal.map.Maps;
import io.github.segmentation4j.internal.npy.MalformedArrayException;
import io.github.segmentation4j.internal.npy.NpyHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Label maps as NumPy's {@code .npy} files, read back exactly: arrays of height and width, as {@code numpy.load} gives them.
 *
 * <p>Written as version 1.0, rows first (C order), little-endian, uint8 where all labels fit and uint16 otherwise. Read from
 * versions 1 to 3, either order of axes and bytes, and every type of whole numbers, also bool, as long as the numbers are
 * labels. The format is that of NEP 1 and {@code numpy/lib/format.py} (NumPy 1.24).
 */
final class LabelNpy implements LabelFormat {
    static final LabelNpy INSTANCE = new LabelNpy();

    private LabelNpy() {}

    @Override
    public void write(LabelMap labels, Path file) throws IOException {
        WholeFile.write(file, out -> write(labels, out));
    }

    @Override
    public void write(LabelMap labels, OutputStream out) throws IOException {
        boolean wide = Maps.labels(labels) instanceof short[];
        NpyHeader header =
                new NpyHeader(wide ? "<u2" : "|u1", false, List.of((long) labels.height(), (long) labels.width()));
        out.write(header.bytes());
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
        NpyHeader header;
        try {
            header = NpyHeader.read(in);
        } catch (MalformedArrayException e) {
            throw new InvalidFileException(
                    name + " is not a NumPy array that can be read: it " + e.getMessage()
                            + "; write it with numpy.save, or save or download it again",
                    e);
        }
        return NpyElements.of(name, header).read(in);
    }
}
