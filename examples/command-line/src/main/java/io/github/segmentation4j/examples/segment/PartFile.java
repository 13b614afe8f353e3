package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.LabelMap;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * The labels of a giant as far as they are known, in a file beside its output, from which a run goes on that was stopped.
 *
 * <p>A heading that tells what the labels are of, then bands from top to bottom, each with its length and its checksum before it: a
 * band that was being written when the process ended is cut off when the file is opened again. Used by one thread.
 */
final class PartFile implements AutoCloseable {
    private static final byte[] MAGIC = "segmentation4j part 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SUFFIX = ".part";

    /** Rows, bytes a label, compressed bytes, and their checksum. */
    private static final int BAND_HEAD = 4 * Integer.BYTES;

    private final Path path;
    private final int width;
    private final FileChannel channel;

    /** What takes the labels that are there already. */
    @FunctionalInterface
    interface Bands {
        void accept(LabelMap band) throws IOException;
    }

    private PartFile(Path path, int width, FileChannel channel) {
        this.path = path;
        this.width = width;
        this.channel = channel;
    }

    /** Returns where the part of an output lies. */
    static Path of(Path output) {
        return output.resolveSibling(FileNames.name(output) + SUFFIX);
    }

    /**
     * Opens the part of an output, and hands over what is in it if it was made of the same.
     *
     * @param digest what the labels are of; a part of something else is begun anew
     * @param anew whether any other is, too
     * @param height of the image, which no more rows than that are taken of
     * @param bands takes what is there, from top to bottom
     * @throws CommandException if it cannot be read or written, or another run has it
     */
    static PartFile open(Path output, String digest, boolean anew, int width, int height, Bands bands) {
        Path path = of(output);
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(channel, path);
                if (anew) {
                    channel.truncate(0);
                }
                PartFile part = new PartFile(path, width, channel);
                part.begin(head(digest, width, height), height, bands);
                return part;
            } catch (IOException | RuntimeException | Error e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw OutputFile.cannotWrite(path, e);
        }
    }

    /** Keeps other runs away until the file is closed. */
    private static void lock(FileChannel channel, Path path) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false; // A run in this process has it.
        }
        if (!free) {
            throw CommandException.failure(
                    path + " is being written by another run: wait for its end, or give another name with -o", null);
        }
    }

    private static byte[] head(String digest, int width, int height) {
        byte[] text = digest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + 3 * Integer.BYTES + text.length)
                .put(MAGIC)
                .putInt(width)
                .putInt(height)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private void begin(byte[] head, int height, Bands bands) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        byte[] found = in.readNBytes(head.length);
        if (!Arrays.equals(head, found)) {
            channel.truncate(0);
            channel.position(0);
            write(ByteBuffer.wrap(head));
            return;
        }
        long whole = head.length;
        int rows = 0;
        while (rows < height) {
            LabelMap band;
            long next;
            try {
                int count = in.readInt();
                int bytes = in.readInt();
                int length = in.readInt();
                int checksum = in.readInt();
                boolean possible = count >= 1
                        && count <= height - rows
                        && (bytes == Byte.BYTES || bytes == Short.BYTES)
                        && length >= 0
                        && length <= channel.size() - whole - BAND_HEAD;
                if (!possible) {
                    break;
                }
                byte[] packed = in.readNBytes(length);
                if (packed.length < length || checksum(packed) != checksum) {
                    break;
                }
                band = unpacked(packed, count, bytes);
                next = whole + BAND_HEAD + length;
            } catch (EOFException | DataFormatException e) {
                break;
            }
            bands.accept(band);
            rows += band.height();
            whole = next;
        }
        channel.truncate(whole);
        channel.position(whole);
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Adds a band, which survives the end of this process from then on. */
    void append(LabelMap band) throws IOException {
        int bytes = band.maxLabel() < 1 << Byte.SIZE ? Byte.BYTES : Short.BYTES;
        byte[] packed = packed(band, bytes);
        ByteBuffer record = ByteBuffer.allocate(BAND_HEAD + packed.length)
                .putInt(band.height())
                .putInt(bytes)
                .putInt(packed.length)
                .putInt(checksum(packed))
                .put(packed)
                .flip();
        write(record);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private byte[] packed(LabelMap band, int bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(target, deflater)) {
            byte[] row = new byte[width * bytes];
            int[] labels = new int[bytes == Short.BYTES ? width : 0];
            for (int y = 0; y < band.height(); y++) {
                if (bytes == Byte.BYTES) {
                    band.copyRow(y, row, 0);
                } else {
                    band.copyRow(y, labels, 0);
                    ByteBuffer target16 = ByteBuffer.wrap(row);
                    for (int label : labels) {
                        target16.putShort((short) label);
                    }
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return target.toByteArray();
    }

    private LabelMap unpacked(byte[] packed, int rows, int bytes) throws DataFormatException {
        byte[] labels = new byte[Math.multiplyExact(Math.multiplyExact(width, rows), bytes)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int filled = 0;
            while (filled < labels.length) {
                int count = inflater.inflate(labels, filled, labels.length - filled);
                if (count == 0) {
                    throw new DataFormatException("too short");
                }
                filled += count;
            }
        } finally {
            inflater.end();
        }
        if (bytes == Byte.BYTES) {
            return LabelMap.copyOf(width, rows, labels);
        }
        short[] wide = new short[width * rows];
        ByteBuffer.wrap(labels).asShortBuffer().get(wide);
        return LabelMap.copyOf(width, rows, wide);
    }

    /** Closes the file and deletes it, as its output is whole. */
    void delete() throws IOException {
        channel.close();
        Files.delete(path);
    }

    /** Closes the file, which stays for the next run. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw OutputFile.cannotWrite(path, e);
        }
    }
}
