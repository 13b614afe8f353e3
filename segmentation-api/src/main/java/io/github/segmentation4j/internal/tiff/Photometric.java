package io.github.segmentation4j.internal.tiff;

/** What the samples mean: the values of the field PhotometricInterpretation that are read here. */
enum Photometric {
    WHITE_IS_ZERO(0, 1),
    BLACK_IS_ZERO(1, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    CMYK(5, 4),
    YCBCR(6, 3),
    LAB(8, 3);

    private final int code;
    private final int bands;

    Photometric(int code, int bands) {
        this.code = code;
        this.bands = bands;
    }

    static Photometric of(long code) throws TiffException {
        for (Photometric photometric : values()) {
            if (photometric.code == code) {
                return photometric;
            }
        }
        throw TiffException.unsupported("pixels of the kind " + nameOf(code));
    }

    private static String nameOf(long code) {
        String name = switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 4 -> "transparency mask";
            case 9 -> "ICC Lab";
            case 10 -> "ITU Lab";
            case 32_803 -> "color filter array";
            case 32_844, 32_845 -> "LogLuv";
            case 34_892 -> "linear raw";
            default -> "unknown";
        };
        return name + " (photometric interpretation " + code + ")";
    }

    /** Returns the number of samples that make the color. */
    int bands() {
        return bands;
    }
}
