package io.github.segmentation4j.onnx.internal.file;

/**
 * The length of one axis as a graph declares it.
 *
 * @param length at least 0, or {@link #FREE}
 * @param symbol what the graph calls a length that it leaves open, empty if it gives no name
 */
public record Dimension(long length, String symbol) {
    /** The length of an axis that the graph leaves open. */
    public static final long FREE = -1;

    /** Takes negative lengths, which some exporters write for open ones, as free. */
    public Dimension {
        length = Math.max(length, FREE);
    }

    /** Returns the length, the symbol or a question mark. */
    @Override
    public String toString() {
        if (length != FREE) {
            return String.valueOf(length);
        }
        return symbol.isEmpty() ? "?" : symbol;
    }
}
