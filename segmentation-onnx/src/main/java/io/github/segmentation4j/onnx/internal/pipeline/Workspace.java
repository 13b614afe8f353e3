package io.github.segmentation4j.onnx.internal.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The direct buffers that one call in flight writes its network input to and reads its outputs from.
 *
 * <p>Buffers grow to the largest call and are then used again, so that a steady stream of images allocates none. Used by
 * one call at a time.
 */
public final class Workspace {
    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

    private ByteBuffer input = EMPTY;
    private final List<ByteBuffer> outputs = new ArrayList<>();

    /** Creates a workspace without buffers yet. */
    Workspace() {}

    /**
     * Returns a buffer for the network's input, its content undefined.
     *
     * @param size the network's input size
     * @param type the type of its elements
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public ByteBuffer input(ImageSize size, ElementType type) {
        long pixels = (long) size.width() * size.height();
        int bytes = bytes(pixels, Network.CHANNELS * type.bytes(), size, "input");
        if (bytes > input.capacity()) {
            // Let go of first, so that the old buffer's memory can be had for the new one.
            input = EMPTY;
            input = allocated(bytes, size, "input");
        }
        return part(input, bytes);
    }

    /**
     * Returns a buffer for one of the network's outputs, its content undefined.
     *
     * @param index which of the outputs, from 0 on
     * @param elements how many elements it has
     * @param type the type of its elements
     * @param size the network's input size, for the message of the exception
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public ByteBuffer output(int index, long elements, ElementType type, ImageSize size) {
        int bytes = bytes(elements, type.bytes(), size, "output");
        while (outputs.size() <= index) {
            outputs.add(EMPTY);
        }
        if (bytes > outputs.get(index).capacity()) {
            outputs.set(index, EMPTY);
            outputs.set(index, allocated(bytes, size, "output"));
        }
        return part(outputs.get(index), bytes);
    }

    private static ByteBuffer part(ByteBuffer buffer, int bytes) {
        return buffer.slice(0, bytes).order(ByteOrder.nativeOrder());
    }

    private static int bytes(long elements, int bytesEach, ImageSize size, String role) {
        if (elements > Integer.MAX_VALUE / bytesEach) {
            throw new InvalidImageException(
                    "A network input of " + size + " pixels needs an " + role + " of " + elements
                            + " elements of " + bytesEach + " bytes, more than the " + Integer.MAX_VALUE
                            + " bytes of one buffer: choose a smaller size, for example SizeRule.shortEdge(520)");
        }
        return (int) (elements * bytesEach);
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
