package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The direct buffers that one call in flight writes its network input to and reads its scores from.
 *
 * <p>Buffers grow to the largest call and are then used again, so that a steady stream of images allocates none. Used by
 * one call at a time.
 */
public final class Workspace {
    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

    private ByteBuffer input = EMPTY;
    private ByteBuffer output = EMPTY;

    /** Creates a workspace without buffers yet. */
    Workspace() {}

    /**
     * Returns a buffer for the network's input, its content undefined.
     *
     * @param floats the number of float32 values that the buffer holds
     * @param size the network's input size, for the message of the exception
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public FloatBuffer input(long floats, ImageSize size) {
        if (bytes(floats) > input.capacity()) {
            // Let go of first, so that the old buffer's memory can be had for the new one.
            input = EMPTY;
            input = allocated(bytes(floats), size, "input");
        }
        return floats(input, floats);
    }

    /**
     * Returns a buffer for the network's scores, its content undefined.
     *
     * @param floats the number of float32 values that the buffer holds
     * @param size the network's input size, for the message of the exception
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public FloatBuffer output(long floats, ImageSize size) {
        if (bytes(floats) > output.capacity()) {
            output = EMPTY;
            output = allocated(bytes(floats), size, "output");
        }
        return floats(output, floats);
    }

    private static FloatBuffer floats(ByteBuffer buffer, long floats) {
        return buffer.asFloatBuffer().limit((int) floats).slice();
    }

    private static long bytes(long floats) {
        return Math.multiplyExact(floats, Float.BYTES);
    }

    private static ByteBuffer allocated(long bytes, ImageSize size, String role) {
        if (bytes > Integer.MAX_VALUE) {
            throw new InvalidImageException("A network input of " + size + " pixels needs an " + role + " of " + bytes
                    + " bytes, more than the " + Integer.MAX_VALUE
                    + " of one buffer: choose a smaller size, for example SizeRule.shortEdge(520)");
        }
        try {
            return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    "A network input of " + size + " pixels needs an " + role + " of " + bytes
                            + " bytes of direct memory, which cannot be had: choose a smaller size, for example"
                            + " SizeRule.shortEdge(520), or raise -XX:MaxDirectMemorySize",
                    e);
        }
    }
}
