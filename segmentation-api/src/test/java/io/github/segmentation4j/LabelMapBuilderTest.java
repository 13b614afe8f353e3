package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.map.Maps;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LabelMapBuilderTest {
    /** Labels are set in all ways, over each other too, in the builder and in an array that has an int for each. */
    @Property
    void theMapHoldsWhatWasSetLast(
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(max = 65_535) int announced,
            @ForAll @IntRange(min = 1, max = 65_536) int classes,
            @ForAll @IntRange(max = 20) int steps,
            @ForAll Random random) {
        LabelMap.Builder builder = LabelMap.builder(width, height, announced);
        int[] twin = new int[width * height];
        for (int step = 0; step < steps; step++) {
            int y = random.nextInt(height);
            int offset = random.nextInt(4);
            int length = offset + width + random.nextInt(3);
            int kind = random.nextInt(4);
            int bound = kind == 1 ? Math.min(classes, 256) : classes;
            int[] labels = random.ints(length, 0, bound).toArray();
            switch (kind) {
                case 0 -> builder.setRow(y, labels, offset);
                case 1 -> builder.setRow(y, bytes(labels), offset);
                case 2 -> builder.setRow(y, shorts(labels), offset);
                default -> {
                    int x = random.nextInt(width);
                    builder.set(x, y, labels[0]);
                    twin[y * width + x] = labels[0];
                    continue;
                }
            }
            System.arraycopy(labels, offset, twin, y * width, width);
        }
        LabelMap map = builder.build();
        assertEquals(LabelMap.copyOf(width, height, twin), map);
        assertEquals(map.maxLabel() < 256, Maps.labels(map) instanceof byte[]);
    }

    private static byte[] bytes(int[] labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return bytes;
    }

    private static short[] shorts(int[] labels) {
        short[] shorts = new short[labels.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) labels[i];
        }
        return shorts;
    }

    @Test
    void labelsThatWereNotSetAreZero() {
        assertEquals(LabelMap.copyOf(3, 2, new byte[6]), LabelMap.builder(3, 2).build());
        assertEquals(
                LabelMap.copyOf(3, 2, new byte[6]), LabelMap.builder(3, 2, 1000).build());
    }

    @Test
    void memoryIsHandedOverAndNotCopied() {
        LabelCanvas bytes = new LabelCanvas(2, 1, 0);
        Object array = bytes.labels();
        bytes.set(1, 0, 255);
        assertSame(array, bytes.labels());
        LabelCanvas shorts = new LabelCanvas(2, 1, 256);
        Object wide = shorts.labels();
        shorts.set(1, 0, 256);
        assertSame(wide, assertInstanceOf(short[].class, shorts.labels()));
        bytes.set(0, 0, 256);
        assertNotSame(array, bytes.labels());
    }

    @Test
    void theRowsGivenStayTheCallers() {
        byte[] row = {1, 2};
        LabelMap.Builder builder = LabelMap.builder(2, 1);
        builder.setRow(0, row, 0);
        row[0] = 9;
        LabelMap map = builder.build();
        row[1] = 9;
        assertEquals(LabelMap.copyOf(2, 1, new byte[] {1, 2}), map);
    }

    @Test
    void aBuilderBuildsOnce() {
        LabelMap.Builder builder = LabelMap.builder(2, 1);
        LabelMap map = builder.build();
        Executable[] calls = {
            () -> builder.set(0, 0, 1),
            () -> builder.set(5, 5, -1),
            () -> builder.setRow(0, new byte[2], 0),
            () -> builder.setRow(0, new short[2], 0),
            () -> builder.setRow(0, new int[] {7, 7}, 0),
            builder::build,
        };
        for (Executable call : calls) {
            assertEquals(
                    "This builder has built its label map, to which its memory belongs: begin another one with"
                            + " LabelMap.builder",
                    assertThrows(IllegalStateException.class, call).getMessage());
        }
        assertEquals(LabelMap.copyOf(2, 1, new byte[2]), map);
    }

    @Test
    void aRowWithANumberThatIsNotALabelChangesNothing() {
        LabelMap.Builder builder = LabelMap.builder(3, 1);
        builder.setRow(0, new int[] {4, 5, 6}, 0);
        for (int wrong : new int[] {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals(
                    "Label " + wrong + " was given for pixel (1, 0), but labels run from 0 to 65535",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> builder.setRow(0, new int[] {9, 300, wrong, 2}, 1))
                            .getMessage());
            assertEquals(
                    "Label " + wrong + " was given for pixel (2, 0), but labels run from 0 to 65535",
                    assertThrows(IllegalArgumentException.class, () -> builder.set(2, 0, wrong))
                            .getMessage());
        }
        assertEquals(LabelMap.copyOf(3, 1, new byte[] {4, 5, 6}), builder.build());
    }

    @Test
    void placesOutsideAndShortArraysAreRefused() {
        LabelMap.Builder builder = LabelMap.builder(3, 2);
        assertThrows(IndexOutOfBoundsException.class, () -> builder.set(3, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.set(0, 2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.setRow(2, new byte[3], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.setRow(-1, new int[3], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.setRow(0, new short[3], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.setRow(0, new byte[3], -1));
        assertEquals(
                "An array of 3 elements was given, but 3 elements from index 1 on are read",
                assertThrows(IndexOutOfBoundsException.class, () -> builder.setRow(0, new int[3], 1))
                        .getMessage());
    }

    @Test
    void sizesAndHighestLabelsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LabelMap.builder(0, 1));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.builder(1, -1));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.builder(65_536, 65_536));
        assertThrows(IllegalArgumentException.class, () -> LabelMap.builder(1, 1, -1));
        String message = assertThrows(IllegalArgumentException.class, () -> LabelMap.builder(1, 1, 65_536))
                .getMessage();
        assertTrue(message.contains("65536") && message.contains("65535"), message);
    }
}
