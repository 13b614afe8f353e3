package io.github.segmentation4j.engine.tensor;

/**
 * Conversions between float32 and the two 16-bit floating-point types: exact to float32, and from it rounded to the nearest,
 * one half to the even one.
 */
public final class HalfFloats {
    private static final int SIGN = 0x8000_0000;
    private static final int FLOAT32_MANTISSA_BITS = 23;
    private static final int FLOAT32_INFINITY = 0x7F80_0000;
    private static final int FLOAT16_INFINITY = 0x7C00;
    private static final int FLOAT16_SIGN = 0x8000;
    private static final int FLOAT16_SMALLEST_NORMAL = 0x0400;
    private static final int QUIET_NAN = 0x7E00;

    /** Bits that float16 has fewer behind the point. */
    private static final int DROPPED = 13;

    /** The difference of the biases of both exponents, 127 and 15, in place. */
    private static final int REBIAS = (127 - 15) << FLOAT32_MANTISSA_BITS;

    /** The smallest float32 that is not a subnormal float16: 2^-14. */
    private static final int SMALLEST_NORMAL = 113 << FLOAT32_MANTISSA_BITS;

    /** A half above the largest float16, 65504, which rounds to infinity: 65520. */
    private static final int OVERFLOW = 0x477F_F000;

    /** Multiplying by 2^24 turns subnormal float16 into whole numbers. */
    private static final float SUBNORMALS_PER_UNIT = 0x1p24f;

    private HalfFloats() {}

    /** Returns the value of a float16 (IEEE 754 binary16). */
    public static float ofFloat16(short half) {
        int sign = (half & FLOAT16_SIGN) << 16;
        int magnitude = half & ~FLOAT16_SIGN & 0xFFFF;
        if (magnitude < FLOAT16_SMALLEST_NORMAL) {
            float subnormal = magnitude / SUBNORMALS_PER_UNIT;
            return sign == 0 ? subnormal : -subnormal;
        }
        int bits = magnitude << DROPPED;
        int rebiased = magnitude >= FLOAT16_INFINITY ? bits | FLOAT32_INFINITY : bits + REBIAS;
        return Float.intBitsToFloat(sign | rebiased);
    }

    /** Returns the value of a bfloat16. */
    public static float ofBfloat16(short half) {
        return Float.intBitsToFloat(half << Short.SIZE);
    }

    /** Returns the bits of the nearest float16; a NaN becomes a quiet NaN. */
    public static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits & SIGN) >>> 16;
        int magnitude = bits & ~SIGN;
        int half;
        if (magnitude > FLOAT32_INFINITY) {
            half = QUIET_NAN;
        } else if (magnitude >= OVERFLOW) {
            half = FLOAT16_INFINITY;
        } else if (magnitude < SMALLEST_NORMAL) {
            // Below 2^10 every product is exact, and a carry into 2^10 is the smallest normal number.
            half = (int) Math.rint(Float.intBitsToFloat(magnitude) * SUBNORMALS_PER_UNIT);
        } else {
            half = roundedShift(magnitude - REBIAS, DROPPED);
        }
        return (short) (sign | half);
    }

    /** Returns the bits of the nearest bfloat16; a NaN stays a NaN. */
    public static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int quietBit = 0x40;
        return Float.isNaN(value) ? (short) (bits >>> 16 | quietBit) : (short) roundedShift(bits, Short.SIZE);
    }

    /** Drops bits at the end of an unsigned number, rounded to the nearest, one half to the even one. */
    private static int roundedShift(int value, int bits) {
        int odd = value >>> bits & 1;
        return (value + (1 << (bits - 1)) - 1 + odd) >>> bits;
    }
}
