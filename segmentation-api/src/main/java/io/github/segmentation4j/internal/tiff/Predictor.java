package io.github.segmentation4j.internal.tiff;

/** Undoes what was done to a row of bytes before it was compressed (TIFF 6.0, section 14, and Adobe's technical note 3). */
final class Predictor {
    private static final int HORIZONTAL = 2;
    private static final int FLOATING_POINT = 3;

    private final Kind kind;
    private final int sampleBytes;
    private final int samples;
    private final boolean littleEndian;
    private final byte[] planes;

    /** The kinds of prediction. */
    enum Kind {
        NONE,
        /** A sample is the difference to the one of the pixel before. */
        HORIZONTAL,
        /** The bytes of a row's numbers lie in planes, highest first, and are differences to the bytes before. */
        FLOATING_POINT;

        static Kind read(TiffDirectory directory, SampleType type) throws TiffException {
            long predictor = directory.value(Tag.PREDICTOR, 1);
            if (predictor == Predictor.HORIZONTAL && type.bits() % Byte.SIZE == 0) {
                return HORIZONTAL;
            }
            if (predictor == Predictor.FLOATING_POINT && type.format() == SampleType.Format.FLOAT) {
                return FLOATING_POINT;
            }
            if (predictor == 1) {
                return NONE;
            }
            throw TiffException.unsupported("predictor " + predictor + " on samples of " + type.bits() + " bits");
        }
    }

    /**
     * Creates what undoes a kind.
     *
     * @param samples the samples of a pixel that lie together
     * @param rowBytes the bytes of a row
     */
    Predictor(Kind kind, SampleType type, int samples, boolean littleEndian, int rowBytes) {
        this.kind = kind;
        this.sampleBytes = type.bits() / Byte.SIZE;
        this.samples = samples;
        this.littleEndian = littleEndian;
        this.planes = kind == Kind.FLOATING_POINT ? new byte[rowBytes] : new byte[0];
    }

    /** Undoes a row in place. */
    void undo(byte[] row) {
        switch (kind) {
            case NONE -> {}
            case HORIZONTAL -> addPixelBefore(row, row.length);
            case FLOATING_POINT -> addByteBefore(row, row.length);
        }
    }

    private void addPixelBefore(byte[] row, int length) {
        int step = samples * sampleBytes;
        if (sampleBytes == 1) {
            for (int i = step; i < length; i++) {
                row[i] += row[i - step];
            }
            return;
        }
        for (int i = step; i < length; i += sampleBytes) {
            int carry = 0;
            for (int digit = 0; digit < sampleBytes; digit++) {
                int place = i + (littleEndian ? digit : sampleBytes - 1 - digit);
                int sum = (row[place] & 0xFF) + (row[place - step] & 0xFF) + carry;
                row[place] = (byte) sum;
                carry = sum >> Byte.SIZE;
            }
        }
    }

    private void addByteBefore(byte[] row, int length) {
        for (int i = samples; i < length; i++) {
            row[i] += row[i - samples];
        }
        System.arraycopy(row, 0, planes, 0, length);
        int numbers = length / sampleBytes;
        for (int number = 0; number < numbers; number++) {
            for (int digit = 0; digit < sampleBytes; digit++) {
                int place = littleEndian ? sampleBytes - 1 - digit : digit;
                row[number * sampleBytes + place] = planes[digit * numbers + number];
            }
        }
    }
}
