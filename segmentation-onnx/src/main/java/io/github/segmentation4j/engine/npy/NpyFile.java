package io.github.segmentation4j.engine.npy;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.internal.failure.ReadFailure;
import io.github.segmentation4j.model.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and writes NumPy's files of one array (NEP 1, {@code numpy/lib/format.py}, NumPy 1.24): magic, version, length of
 * the header, the header, the elements.
 *
 * <p>Versions 1, 2 and 3 are read, which differ in the size of the header's length and in its encoding; version 1 is
 * written. Files of several arrays ({@code .npz}) and of Python objects are refused.
 */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = MAGIC.length + 2;
    private static final int ALIGNMENT = 64;

    /** Far above what the header of plain numbers takes; NumPy itself refuses one of more than 10,000 bytes. */
    private static final int MAX_HEADER = 1 << 16;

    /** The longest array that every virtual machine can make. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private NpyFile() {}

    /** True if a file begins as NumPy's files of one array do. */
    public static boolean isNpy(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            fill(channel, magic);
            return Arrays.equals(magic.array(), MAGIC);
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
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
        boolean whole = fill(channel, prefix);
        if (!whole || !Arrays.equals(Arrays.copyOf(prefix.array(), MAGIC.length), MAGIC)) {
            throw new MalformedArrayException("does not begin with \\x93NUMPY");
        }
        int version = prefix.get(MAGIC.length);
        if (version < 1 || version > 3) {
            throw new MalformedArrayException("is of version " + version + ", where 1 to 3 are expected");
        }
        NpyHeader header = NpyHeader.parse(header(channel, version));
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

    private static String header(SeekableByteChannel channel, int version) throws IOException {
        ByteBuffer size =
                ByteBuffer.allocate(version == 1 ? Short.BYTES : Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = fill(channel, size);
        long length = version == 1 ? size.getShort(0) & 0xFFFF : size.getInt(0) & 0xFFFF_FFFFL;
        if (!whole || length > MAX_HEADER || length > channel.size() - channel.position()) {
            throw new MalformedArrayException("ends within its header");
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        fill(channel, text);
        return new String(text.array(), version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
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
        String text = new NpyHeader(StoredElement.descriptor(type), false, array.shape()).text();
        long bytes = Math.multiplyExact(NpyHeader.elements(array.shape()), (long) type.bytes());
        if (array.data().limit() != bytes) {
            throw new IllegalArgumentException("An array of shape " + array.shape() + " takes " + bytes + " bytes, but "
                    + array.data().limit() + " were given");
        }
        int unpadded = PREFIX + Short.BYTES + text.length() + 1;
        String padding = " ".repeat(Math.floorMod(-unpadded, ALIGNMENT));
        byte[] header = (text + padding + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try (var out = Files.newOutputStream(file)) {
            out.write(MAGIC);
            out.write(new byte[] {1, 0, (byte) header.length, (byte) (header.length >> Byte.SIZE)});
            out.write(header);
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
