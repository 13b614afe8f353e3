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
     * Returns a buffer for the network's input, its content undefined: three planes of float32.
     *
     * @param size the network's input size
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public FloatBuffer input(ImageSize size) {
        int bytes = bytes(Network.CHANNELS, size, size, "input");
        if (bytes > input.capacity()) {
            // Let go of first, so that the old buffer's memory can be had for the new one.
            input = EMPTY;
            input = allocated(bytes, size, "input");
        }
        return floats(input, bytes);
    }

    /**
     * Returns a buffer for the network's scores, its content undefined: one plane of float32 for each class.
     *
     * @param classes the number of planes
     * @param scores the size of a plane
     * @param size the network's input size, for the message of the exception
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public FloatBuffer output(int classes, ImageSize scores, ImageSize size) {
        int bytes = bytes(classes, scores, size, "output");
        if (bytes > output.capacity()) {
            output = EMPTY;
            output = allocated(bytes, size, "output");
        }
        return floats(output, bytes);
    }

    private static FloatBuffer floats(ByteBuffer buffer, int bytes) {
        return buffer.asFloatBuffer().limit(bytes / Float.BYTES).slice();
    }

    private static int bytes(int planes, ImageSize plane, ImageSize size, String role) {
        long most = Integer.MAX_VALUE / Float.BYTES / planes;
        if ((long) plane.width() * plane.height() > most) {
            throw new InvalidImageException("A network input of " + size + " pixels needs an " + role + " of " + planes
                    + " planes of " + plane + ", more than the " + Integer.MAX_VALUE
                    + " bytes of one buffer: choose a smaller size, for example SizeRule.shortEdge(520)");
        }
        return planes * plane.width() * plane.height() * Float.BYTES;
    }

    private static ByteBuffer allocated(int bytes, ImageSize size, String role) {
        try {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    "A network input of " + size + " pixels needs an " + role + " of " + bytes
                            + " bytes of direct memory, which cannot be had: choose a smaller size, for example"
                            + " SizeRule.shortEdge(520), or raise -XX:MaxDirectMemorySize",
                    e);
        }
    }
}
