package io.github.segmentation4j.internal.png;

/** Adler-32 checksums (RFC 1950, 8.2) of bytes that were summed in parts. */
final class Adler {
    /** The checksum of nothing. */
    static final int OF_NOTHING = 1;

    private static final int BASE = 65_521;
    private static final int LOW_MASK = 0xFFFF;

    private Adler() {}

    /**
     * Returns the checksum of bytes that follow each other.
     *
     * <p>With {@code A = 1 + sum of bytes} and {@code B = sum of all A so far}, both modulo 65521, the second part begins at
     * {@code A} of the first instead of 1, which adds {@code A - 1} to its own A, and to its B once for each byte.
     *
     * @param first the checksum of the bytes in front
     * @param second the checksum of those behind
     * @param secondLength the number of the bytes behind, at least 0
     */
    static int combine(int first, int second, long secondLength) {
        long carried = (first & LOW_MASK) + BASE - 1L;
        long a = (carried + (second & LOW_MASK)) % BASE;
        long b = ((first >>> Short.SIZE) + (second >>> Short.SIZE) + carried % BASE * (secondLength % BASE)) % BASE;
        return (int) (b << Short.SIZE | a);
    }
}
