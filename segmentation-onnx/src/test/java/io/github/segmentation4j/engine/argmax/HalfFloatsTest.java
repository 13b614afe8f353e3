package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.engine.tensor.HalfFloats;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rounding to 16 bits, against a slow twin that looks for the nearest of all values. */
class HalfFloatsTest {
    private static final int INFINITY = 0x7C00;

    /** The value of a float16 by its definition: sign, five bits of exponent, ten of mantissa. */
    private static double value(int bits) {
        int exponent = bits >> 10 & 0x1F;
        double mantissa = bits & 0x3FF;
        double magnitude = exponent == 0 ? mantissa * Math.pow(2, -24) : (1024 + mantissa) * Math.pow(2, exponent - 25);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    private static double bfloatValue(int bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    @Test
    void everyFloat16IsItself() {
        for (int sign = 0; sign <= 0x8000; sign += 0x8000) {
            for (int magnitude = 0; magnitude < INFINITY; magnitude++) {
                int bits = sign | magnitude;
                assertEquals((short) bits, HalfFloats.toFloat16((float) value(bits)), () -> Integer.toHexString(bits));
                assertEquals((float) value(bits), HalfFloats.ofFloat16((short) bits), () -> Integer.toHexString(bits));
            }
        }
    }

    @Test
    void everyBfloat16IsItself() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float value = Float.intBitsToFloat(bits << 16);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, HalfFloats.toBfloat16(value));
                assertEquals(value, HalfFloats.ofBfloat16((short) bits));
            }
        }
    }

    @Test
    void whatIsTooLargeIsInfiniteAndNansStay() {
        assertEquals((short) 0x7BFF, HalfFloats.toFloat16(65519.996f));
        assertEquals((short) INFINITY, HalfFloats.toFloat16(65520));
        assertEquals((short) 0xFC00, HalfFloats.toFloat16(-1e30f));
        assertEquals((short) INFINITY, HalfFloats.toFloat16(Float.POSITIVE_INFINITY));
        assertTrue((HalfFloats.toFloat16(Float.NaN) & 0x7FFF) > INFINITY);
        assertEquals(Float.NEGATIVE_INFINITY, HalfFloats.ofFloat16((short) 0xFC00));
        assertTrue(Float.isNaN(HalfFloats.ofFloat16((short) 0x7C01)));
        assertEquals((short) 0x7F80, HalfFloats.toBfloat16(Float.MAX_VALUE));
        assertTrue((HalfFloats.toBfloat16(Float.intBitsToFloat(0x7F800001)) & 0x7FFF) > 0x7F80);
    }

    @Property(tries = 5000)
    void noNeighborIsNearer(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (!Float.isFinite(value)) {
            return;
        }
        int brain = HalfFloats.toBfloat16(value) & 0xFFFF;
        if ((brain & 0x7FFF) != 0x7F80) {
            assertNearest(value, bfloatValue(brain), brain, HalfFloatsTest::bfloatValue, 0x7F80);
        }
        // Spread over float16's range, subnormal numbers included.
        float small = (float) Math.scalb((double) (bits & 0xFFFFFF) / 0x1000000, (bits >>> 24) % 42 - 26);
        int half = HalfFloats.toFloat16(small) & 0xFFFF;
        if ((half & 0x7FFF) != INFINITY) {
            assertNearest(small, value(half), half, HalfFloatsTest::value, INFINITY);
        }
    }

    private interface Meaning {
        double of(int bits);
    }

    private static void assertNearest(double wanted, double found, int bits, Meaning meaning, int infinity) {
        double distance = distance(wanted, found);
        for (int neighbor : new int[] {bits - 1, bits + 1}) {
            boolean inRange = (neighbor & 0x8000) == (bits & 0x8000) && (neighbor & 0x7FFF) < infinity;
            if (inRange && neighbor >= 0) {
                double other = distance(wanted, meaning.of(neighbor));
                assertTrue(distance < other || (distance == other && bits % 2 == 0), () -> wanted + " became " + found);
            }
        }
    }

    private static double distance(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b)).abs().doubleValue();
    }
}
