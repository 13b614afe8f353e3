package io.github.segmentation4j.examples.opencv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FixedShapeTest {
    private static byte[] message(Object... parts) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer value) {
                message.write(value);
            } else if (part instanceof String text) {
                message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            } else {
                message.writeBytes((byte[]) part);
            }
        }
        return message.toByteArray();
    }

    /** Returns a field that holds a message of less than 128 bytes. */
    private static byte[] field(int number, byte[] content) {
        return message((number << 3) | 2, content.length, content);
    }

    /** Returns a model whose graph has two inputs with these axes. */
    private static byte[] model(byte[]... axes) {
        byte[] shape = message((Object[]) axes);
        byte[] image = message(field(1, message("image")), field(2, field(1, message(1 << 3, 1, field(2, shape)))));
        byte[] other = message(
                field(1, message("other")), field(2, field(1, field(2, field(1, message((2 << 3) | 2, 1, "n"))))));
        byte[] fixed64 = message((9 << 3) | 1, "8 bytes.");
        byte[] fixed32 = message((10 << 3) | 5, "four");
        byte[] negative = message(5 << 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01);
        return message(1 << 3, 8, negative, fixed64, fixed32, field(7, message(field(11, image), field(11, other))));
    }

    private static byte[] length(int... varint) {
        ByteArrayOutputStream axis = new ByteArrayOutputStream();
        axis.write(1 << 3);
        for (int part : varint) {
            axis.write(part);
        }
        return field(1, axis.toByteArray());
    }

    private static byte[] named(String name) {
        return field(1, field(2, message(name)));
    }

    @Test
    void openAxesOfTheFirstInputGetTheirLengths() {
        byte[] open = model(named("batch"), length(3), field(1, new byte[0]), length(0));

        assertArrayEquals(
                model(length(1), length(3), length(7), length(0x80 | (300 & 0x7F), 300 >> 7)),
                FixedShape.of(open, 1, 4, 7, 300));
    }

    @Test
    void whatIsFixedStays() {
        byte[] fixed = model(length(1), length(3), length(64), length(96));

        assertArrayEquals(fixed, FixedShape.of(fixed, 1, 1, 2, 2));
    }

    @Test
    void aNetworkIsTheSameButForItsInput() throws IOException {
        byte[] network = Files.readAllBytes(Demonstration.MODEL);
        byte[] fixed = FixedShape.of(network, 1, 3, 208, 277);

        assertArrayEquals(fixed, FixedShape.of(fixed, 2, 2, 2, 2), "no axis is open");
        assertTrue(Math.abs(network.length - fixed.length) < 100, network.length + " and " + fixed.length + " bytes");
    }

    @Test
    void whatIsNotProtobufIsRefused() {
        byte[] network = model(length(1), length(3), length(64), length(96));

        assertThrows(IllegalArgumentException.class, () -> FixedShape.of(message("not a model"), 1));
        for (int size = 1; size < network.length; size++) {
            byte[] cut = Arrays.copyOf(network, size);
            try {
                assertArrayEquals(cut, FixedShape.of(cut, 1), "cut between two fields");
            } catch (IllegalArgumentException refused) {
                assertEquals(1, refused.getMessage().lines().count());
            }
        }
    }
}
