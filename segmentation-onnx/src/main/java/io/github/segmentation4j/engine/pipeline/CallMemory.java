package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The direct buffers of one call in flight. They grow to the largest call and are then used again, so that a steady stream
 * of images allocates none. Used by one call at a time.
 */
public final class CallMemory {
    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

    /** How many times as long as broad an image is that no photo is; panoramas are ten times as long. */
    private static final int LONG_STRIP = 16;

    private final Runnable beforeGrowth;
    private ByteBuffer input = EMPTY;
    private final List<ByteBuffer> outputs = new ArrayList<>();

    /**
     * Creates a memory without buffers yet.
     *
     * @param beforeGrowth lets go of a buffer that is about to be replaced, so that its memory can be had for the new one
     */
    CallMemory(Runnable beforeGrowth) {
        this.beforeGrowth = beforeGrowth;
    }

    /**
     * Returns a buffer for the network's input, its content undefined.
     *
     * @param size the network's input size
     * @param shape what such an input looks like
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    ByteBuffer input(ImageSize size, NetworkInput shape) {
        int bytes = bytes(shape.elements(size), shape.type().bytes(), size, "input");
        if (bytes > input.capacity()) {
            input = EMPTY;
            beforeGrowth.run();
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
    ByteBuffer output(int index, long elements, ElementType type, ImageSize size) {
        int bytes = bytes(elements, type.bytes(), size, "output");
        while (outputs.size() <= index) {
            outputs.add(EMPTY);
        }
        if (bytes > outputs.get(index).capacity()) {
            outputs.set(index, EMPTY);
            beforeGrowth.run();
            outputs.set(index, allocated(bytes, size, "output"));
        }
        return part(outputs.get(index), bytes);
    }

    private static ByteBuffer part(ByteBuffer buffer, int bytes) {
        return buffer.slice(0, bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Returns how many bytes some elements take.
     *
     * @param elements how many there are, at least 0
     * @param bytesEach the bytes of one of them
     * @param size the network's input size, for the message of the exception
     * @param role whether they are an input or an output
     * @throws InvalidImageException if there are more than a buffer can hold
     */
    public static int bytes(long elements, int bytesEach, ImageSize size, String role) {
        if (elements > Integer.MAX_VALUE / bytesEach) {
            throw new InvalidImageException(
                    Kind.TOO_LARGE,
                    "A network input of " + size + " pixels needs an " + role + " of " + elements
                            + " elements of " + bytesEach + " bytes, more than the " + Integer.MAX_VALUE
                            + " bytes of one buffer: " + smaller(size));
        }
        return (int) (elements * bytesEach);
    }

    /** Returns what to do about an input that is too large: what makes a long strip small is not a short edge. */
    public static String smaller(ImageSize size) {
        int longer = Math.max(size.width(), size.height());
        int shorter = Math.min(size.width(), size.height());
        return longer / shorter >= LONG_STRIP
                ? "cut the image into parts, or choose a smaller size that limits its longer side"
                : "choose a smaller size for the network's input, or export the network with a smaller one if it takes no"
                        + " other, or let it see the image in tiles";
    }

    private static ByteBuffer allocated(int bytes, ImageSize size, String role) {
        try {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    Kind.OUT_OF_MEMORY,
                    "A network input of " + size + " pixels needs an " + role + " of " + bytes
                            + " bytes of direct memory, which cannot be had: raise -XX:MaxDirectMemorySize, or "
                            + smaller(size),
                    e);
        }
    }
}
