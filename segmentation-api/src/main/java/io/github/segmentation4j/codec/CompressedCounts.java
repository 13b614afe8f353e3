package io.github.segmentation4j.codec;

import java.util.Arrays;

/**
 * COCO's strings of counts: differences in groups of five bits, as {@code rleToString} and {@code rleFrString} of COCO's
 * {@code maskApi.c} define them.
 */
final class CompressedCounts {
    /** The first count that is written as a difference to the count two before it. */
    private static final int FIRST_DIFFERENCE = 3;

    private static final int GROUP_BITS = 5;
    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;
    private static final int SIGN = 1 << (GROUP_BITS - 1);
    private static final int MORE = 1 << GROUP_BITS;
    private static final char FIRST_CHARACTER = '0';
    private static final char LAST_CHARACTER = (char) (FIRST_CHARACTER + MORE + GROUP_MASK);

    /** Seven groups hold the 33 bits of any difference of two counts. */
    private static final int MAX_GROUPS = 7;

    private CompressedCounts() {}

    static String write(int[] counts) {
        StringBuilder text = new StringBuilder(2 * counts.length);
        for (int i = 0; i < counts.length; i++) {
            long number = i < FIRST_DIFFERENCE ? counts[i] : (long) counts[i] - counts[i - 2];
            boolean more;
            do {
                int group = (int) number & GROUP_MASK;
                number >>= GROUP_BITS;
                more = number != ((group & SIGN) == 0 ? 0 : -1);
                text.append((char) (FIRST_CHARACTER + group + (more ? MORE : 0)));
            } while (more);
        }
        return text.toString();
    }

    static int[] read(String text) {
        int[] counts = new int[text.length()];
        int size = 0;
        long number = 0;
        int groups = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character < FIRST_CHARACTER || character > LAST_CHARACTER || groups == MAX_GROUPS) {
                throw new IllegalArgumentException("Compressed run lengths have character "
                        + Integer.toString(character) + " at index " + at + ", but characters " + (int) FIRST_CHARACTER
                        + " to " + (int) LAST_CHARACTER + " make them up, " + MAX_GROUPS + " at most for one count");
            }
            int group = character - FIRST_CHARACTER;
            number |= (long) (group & GROUP_MASK) << (GROUP_BITS * groups++);
            if ((group & MORE) == 0) {
                if ((group & SIGN) != 0) {
                    number |= -1L << (GROUP_BITS * groups);
                }
                counts[size] = count(size < FIRST_DIFFERENCE ? number : number + counts[size - 2], size);
                size++;
                number = 0;
                groups = 0;
            }
        }
        if (groups != 0) {
            throw new IllegalArgumentException("Compressed run lengths of " + text.length()
                    + " characters end within a count: give the whole string");
        }
        return Arrays.copyOf(counts, size);
    }

    private static int count(long number, int index) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Count " + index + " of compressed run lengths is " + number
                    + ", but a run has 0 to " + Integer.MAX_VALUE + " pixels");
        }
        return (int) number;
    }
}
