package io.github.segmentation4j.internal.tiff;

/** The ways of compression, by the numbers that TIFF 6.0, its supplements and libtiff give them. */
enum Compression {
    NONE(1, 1),
    CCITT_RUNS(2, Compression.ANY),
    CCITT_T4(3, Compression.ANY),
    CCITT_T6(4, Compression.ANY),
    /** A code of 12 bits stands for at most 4,096 bytes. */
    LZW(5, 2_731),
    OLD_JPEG(6, Compression.ANY),
    /** A block of 64 samples takes no less than a bit, and chroma may stand for four times as many. */
    JPEG(7, 4_096),
    /** 1,032 is zlib's highest ratio; a byte may be part of the block's head. */
    DEFLATE(8, 1_040),
    /** Two bytes stand for at most 128. */
    PACK_BITS(32_773, 64),
    OTHER(0, Compression.ANY);

    /** No bound: a blank row of any width may take a bit. */
    static final int ANY = Integer.MAX_VALUE;

    /** The number that older programs write for {@link #DEFLATE}. */
    private static final int OLD_DEFLATE = 32_946;

    private final int code;
    private final int highestRatio;

    Compression(int code, int highestRatio) {
        this.code = code;
        this.highestRatio = highestRatio;
    }

    static Compression of(long code) {
        if (code == OLD_DEFLATE) {
            return DEFLATE;
        }
        for (Compression compression : values()) {
            if (compression.code == code && code != 0) {
                return compression;
            }
        }
        return OTHER;
    }

    /** Returns how many bytes of samples a byte of the file can stand for at most. */
    int highestRatio() {
        return highestRatio;
    }

    /** Returns whether a predictor may have been applied before: libtiff's other codecs pass the field over. */
    boolean mayFollowPredictor() {
        return this == LZW || this == DEFLATE;
    }

    boolean isCcitt() {
        return this == CCITT_RUNS || this == CCITT_T4 || this == CCITT_T6;
    }

    /** Returns the name of a compression that is not decoded here, for a sentence. */
    static String nameOf(long code) {
        String name = switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 6 -> "old-style JPEG";
            case 9, 10, 34_661 -> "JBIG";
            case 32_809 -> "ThunderScan";
            case 33_003, 33_005, 34_712 -> "JPEG 2000";
            case 34_676, 34_677 -> "LogLuv";
            case 34_887 -> "LERC";
            case 34_892 -> "lossy JPEG of DNG";
            case 34_925 -> "LZMA";
            case 34_933, 34_934 -> "PNG";
            case 50_000, 34_926 -> "Zstandard";
            case 50_001, 34_927 -> "WebP";
            case 50_002, 52_546 -> "JPEG XL";
            default -> "unknown";
        };
        return name + " compression (" + code + ")";
    }
}
