package io.github.segmentation4j.internal.png;

/** The filters of PNG. */
enum FilterType {
    NONE(0),
    SUB(1),
    UP(2),
    AVERAGE(3),
    PAETH(4);

    private final byte number;

    FilterType(int number) {
        this.number = (byte) number;
    }

    /** Returns the number that stands for it in files. */
    byte number() {
        return number;
    }
}
