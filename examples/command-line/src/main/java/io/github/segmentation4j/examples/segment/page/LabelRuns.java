package io.github.segmentation4j.examples.segment.page;

import io.github.segmentation4j.LabelMap;
import java.io.ByteArrayOutputStream;

/**
 * Labels as runs: for each stretch of equal labels, row by row and on over the ends of rows, the label and the number of
 * pixels.
 *
 * <p>Numbers take 7 bits a byte, the lowest first; the highest bit of a byte says that another follows (LEB128, as in
 * DWARF 5, section 7.6). A browser reads this without any help of its own, exactly and at once, which it does not do with
 * the pixels of an image: a canvas may put them through color management.
 */
final class LabelRuns {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private LabelRuns() {}

    /** Returns the runs of a map, which add up to its number of pixels. */
    static byte[] encode(LabelMap labels) {
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        int[] row = new int[labels.width()];
        int label = labels.labelAt(0, 0);
        int length = 0;
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, row, 0);
            for (int next : row) {
                if (next != label) {
                    write(label, runs);
                    write(length, runs);
                    label = next;
                    length = 0;
                }
                length++;
            }
        }
        write(label, runs);
        write(length, runs);
        return runs.toByteArray();
    }

    private static void write(int number, ByteArrayOutputStream out) {
        int rest = number;
        while (rest >= MORE) {
            out.write((rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write(rest);
    }
}
