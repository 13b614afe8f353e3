package io.github.segmentation4j.onnx.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files byte by byte, each in a way that its seed decides. */
final class Damage {
    /** What upsets readers: ends of ranges, of lengths and of texts, and JSON's own marks. */
    private static final byte[][] MARKS = {
        {0},
        {-1},
        {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
        {-1, -1, -1, -1, 7},
        {0, 0, 0, 0},
        {'{'},
        {'}'},
        {'['},
        {']'},
        {'"'},
        {'\\'},
        {','},
        {':'},
        {'-'},
        {'1', 'e', '3', '0', '8'},
        {'1', 'e', '9', '9', '9'},
        {'0'},
        {'9', '9', '9', '9', '9'},
        {'n', 'u', 'l', 'l'},
        {'t', 'r', 'u', 'e'},
        {'N', 'a', 'N'},
        {0x1b, '['},
        {(byte) 0xc3}
    };

    private static final int MAX_DAMAGES = 3;
    private static final int MAX_CUT = 40;

    private Damage() {}

    /** Returns one of some files with one to three damages. */
    static byte[] any(List<byte[]> files, Random random) {
        byte[] file = files.get(random.nextInt(files.size())).clone();
        int damages = 1 + random.nextInt(MAX_DAMAGES);
        for (int i = 0; i < damages && file.length > 0; i++) {
            file = once(file, files, random);
        }
        return file;
    }

    private static byte[] once(byte[] file, List<byte[]> files, Random random) {
        int at = random.nextInt(file.length);
        int end = Math.min(file.length, at + random.nextInt(MAX_CUT));
        byte[] mark = MARKS[random.nextInt(MARKS.length)];
        return switch (random.nextInt(8)) {
            case 0 -> {
                file[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield file;
            }
            case 1 -> {
                file[at] = (byte) random.nextInt();
                yield file;
            }
            case 2 -> {
                System.arraycopy(mark, 0, file, at, Math.min(mark.length, file.length - at));
                yield file;
            }
            case 3 -> joined(joined(Arrays.copyOf(file, at), mark), Arrays.copyOfRange(file, at, file.length));
            case 4 -> joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
            case 5 -> joined(Arrays.copyOf(file, end), Arrays.copyOfRange(file, at, file.length));
            case 6 -> random.nextInt(4) == 0 ? Arrays.copyOf(file, at) : file;
            default -> {
                byte[] other = files.get(random.nextInt(files.size()));
                int from = random.nextInt(other.length);
                yield joined(Arrays.copyOf(file, at), Arrays.copyOfRange(other, from, other.length));
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
