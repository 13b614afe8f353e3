package io.github.segmentation4j.onnx.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in NumPy's file format, version 1, in C order.
 *
 * @param type NumPy's descriptor of the element type, for example {@code <f4}
 * @param shape the length of each axis
 * @param data the elements
 */
public record Npy(String type, int[] shape, ByteBuffer data) {
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");
    private static final int HEADER_LENGTH_OFFSET = 8;
    private static final int HEADER_OFFSET = 10;

    /** Reads a resource of the class path. */
    public static Npy resource(String path) {
        try (InputStream in = Npy.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + path);
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. */
    public static Npy file(Path path) throws IOException {
        return parse(Files.readAllBytes(path));
    }

    private static Npy parse(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getShort(HEADER_LENGTH_OFFSET);
        Matcher header = HEADER.matcher(new String(file, HEADER_OFFSET, length, StandardCharsets.US_ASCII));
        if (!header.find()) {
            throw new IllegalArgumentException("not an array in C order");
        }
        int[] shape = Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(axis -> !axis.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteBuffer data = bytes.position(HEADER_OFFSET + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new Npy(header.group(1), shape, data);
    }

    /** Returns the elements of an array of {@code float32}. */
    public float[] floats() {
        check("<f4");
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    /** Returns the elements of an array of unsigned integers of 8 or 16 bits. */
    public int[] labels() {
        int[] values = new int[data.remaining() / (type.equals("|u1") ? 1 : Short.BYTES)];
        if (type.equals("|u1")) {
            Arrays.setAll(values, i -> data.get(i) & 0xFF);
        } else {
            check("<u2");
            Arrays.setAll(values, i -> data.getShort(i * Short.BYTES) & 0xFFFF);
        }
        return values;
    }

    private void check(String wanted) {
        if (!type.equals(wanted)) {
            throw new IllegalStateException("elements are " + type + ", not " + wanted);
        }
    }
}
