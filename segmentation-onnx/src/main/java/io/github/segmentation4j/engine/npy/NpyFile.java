package io.github.segmentation4j.engine.npy;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.internal.failure.ReadFailure;
import io.github.segmentation4j.internal.npy.MalformedArrayException;
import io.github.segmentation4j.internal.npy.NpyHeader;
import io.github.segmentation4j.model.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes NumPy's files of one array: {@link NpyHeader}, and the elements behind it. Files of several arrays
 * ({@code .npz}) and of Python objects are refused.
 */
public final class NpyFile {
    /** The longest array that every virtual machine can make. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private NpyFile() {}

    /** True if a file begins as NumPy's files of one array do. */
    public static boolean isNpy(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return NpyHeader.isNpy(in);
        }
    }

    /**
     * Reads the array of a file.
     *
     * @throws InvalidFileException if the file cannot be read, or is not an array of numbers
     */
    public static TensorView read(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        } catch (MalformedArrayException e) {
            throw new InvalidFileException(
                    file + " is not a NumPy array that can be read: it " + e.getMessage()
                            + "; write it with numpy.save(\"" + file.getFileName() + "\", array)",
                    e);
        } catch (NoSuchFileException e) {
            throw new InvalidFileException("There is no file " + file + ": write it with numpy.save", e);
        } catch (IOException e) {
            throw new InvalidFileException(file + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    private static TensorView read(SeekableByteChannel channel) throws IOException {
        NpyHeader header = NpyHeader.read(Channels.newInputStream(channel));
        StoredElement element = StoredElement.named(header.descriptor());
        int count = count(header, element);
        long expected = (long) count * element.bytes();
        long found = channel.size() - channel.position();
        if (found != expected) {
            throw new MalformedArrayException("has a shape of " + header.shape() + ", whose elements take " + expected
                    + " bytes, but " + found + " follow the header");
        }
        ByteBuffer stored = ByteBuffer.allocate(count * element.bytes()).order(element.order());
        if (!fill(channel, stored)) {
            throw new MalformedArrayException("became shorter while it was read");
        }
        ByteBuffer data = ByteBuffer.allocate(count * element.type().bytes()).order(ByteOrder.nativeOrder());
        if (header.fortranOrder()) {
            copyFromFortran(element, stored, header.shape(), count, data);
        } else {
            for (int i = 0; i < count; i++) {
                element.copy(stored, i, data, i);
            }
        }
        return new TensorView(element.type(), header.shape(), data);
    }

    private static int count(NpyHeader header, StoredElement element) throws MalformedArrayException {
        int widest = Math.max(element.bytes(), element.type().bytes());
        try {
            long count = NpyHeader.elements(header.shape());
            if (count <= MAX_BYTES / widest) {
                return (int) count;
            }
        } catch (ArithmeticException e) {
            // Too many to be counted is also too many to be read.
            throw tooLarge(header);
        }
        throw tooLarge(header);
    }

    private static MalformedArrayException tooLarge(NpyHeader header) {
        return new MalformedArrayException(
                "has a shape of " + header.shape() + ", whose elements take more than " + MAX_BYTES + " bytes");
    }

    /** Copies elements whose first axis varies fastest into the order in which the last one does. */
    private static void copyFromFortran(
            StoredElement element, ByteBuffer stored, List<Long> shape, int count, ByteBuffer data)
            throws MalformedArrayException {
        int rank = shape.size();
        int[] lengths = new int[rank];
        int[] steps = new int[rank];
        int step = 1;
        for (int axis = 0; axis < rank && count > 0; axis++) {
            lengths[axis] = Math.toIntExact(shape.get(axis));
            steps[axis] = step;
            step *= lengths[axis];
        }
        int[] index = new int[rank];
        int from = 0;
        for (int i = 0; i < count; i++) {
            element.copy(stored, from, data, i);
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += steps[axis];
                if (++index[axis] < lengths[axis]) {
                    break;
                }
                from -= steps[axis] * lengths[axis];
                index[axis] = 0;
            }
        }
    }

    /**
     * Writes an array, in C order and little-endian; an earlier file of that name is replaced.
     *
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if NumPy has no such type, or the data do not hold as many elements as the shape says
     */
    public static void write(Path file, TensorView array) throws IOException {
        ElementType type = array.type();
        NpyHeader header = new NpyHeader(StoredElement.descriptor(type), false, array.shape());
        long bytes = Math.multiplyExact(NpyHeader.elements(array.shape()), (long) type.bytes());
        if (array.data().limit() != bytes) {
            throw new IllegalArgumentException("An array of shape " + array.shape() + " takes " + bytes + " bytes, but "
                    + array.data().limit() + " were given");
        }
        try (var out = Files.newOutputStream(file)) {
            out.write(header.bytes());
            out.write(littleEndian(array.data(), type));
        }
    }

    private static byte[] littleEndian(ByteBuffer data, ElementType type) {
        ByteBuffer source = data.duplicate().order(data.order()).rewind();
        byte[] bytes = new byte[source.limit()];
        source.get(bytes);
        if (data.order() == ByteOrder.BIG_ENDIAN) {
            for (int i = 0; i < bytes.length; i += type.bytes()) {
                for (int a = i, b = i + type.bytes() - 1; a < b; a++, b--) {
                    byte swapped = bytes[a];
                    bytes[a] = bytes[b];
                    bytes[b] = swapped;
                }
            }
        }
        return bytes;
    }

    /** Reads until a buffer is full; false if the file ends before. */
    private static boolean fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }
}
