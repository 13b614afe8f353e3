package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.InputShape;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one call in flight: the direct buffers that the network reads its input from and writes its outputs to,
 * and the network bound to them for the sizes used last.
 *
 * <p>Buffers grow to the largest call and are then used again, so that a steady stream of images allocates none. Used by
 * one call at a time.
 */
public final class Workspace implements AutoCloseable {
    /**
     * Sizes that stay bound. A folder of photos has a handful, upright and across; a binding takes some kilobytes, and a
     * new one some microseconds.
     */
    static final int BOUND_SIZES = 16;

    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);
    private static final float LOAD_FACTOR = 0.75f;

    /** How many times as long as broad an image is that no photo is; panoramas are ten times as long. */
    private static final int LONG_STRIP = 16;

    private final Network network;
    private ByteBuffer input = EMPTY;
    private final List<ByteBuffer> outputs = new ArrayList<>();

    /** The bindings, the one used last at the end. */
    private final Map<ImageSize, BoundNetwork> bindings = new LinkedHashMap<>(BOUND_SIZES, LOAD_FACTOR, true);

    /** The binding that was handed out last, whose call may be what asks for a buffer. */
    private @Nullable BoundNetwork current;

    /** Creates a workspace without buffers yet. */
    Workspace(Network network) {
        this.network = network;
    }

    /**
     * Returns the network bound to this workspace's buffers, valid until the next call of this method.
     *
     * @param size the network's input size
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    BoundNetwork bound(ImageSize size) {
        BoundNetwork found = bindings.get(size);
        if (found == null) {
            current = null;
            found = network.bind(size, this);
            if (bindings.size() == BOUND_SIZES) {
                Iterator<BoundNetwork> oldest = bindings.values().iterator();
                oldest.next().close();
                oldest.remove();
            }
            bindings.put(size, found);
        }
        current = found;
        return found;
    }

    /** Returns how many sizes are bound. */
    int boundSizes() {
        return bindings.size();
    }

    /**
     * Returns a buffer for the network's input, its content undefined.
     *
     * @param size the network's input size
     * @param shape what such an input looks like
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    public ByteBuffer input(ImageSize size, InputShape shape) {
        int bytes = bytes(shape.elements(size), shape.type().bytes(), size, "input");
        if (bytes > input.capacity()) {
            // Let go of first, so that the old buffer's memory can be had for the new one.
            input = EMPTY;
            releaseOthers();
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
            releaseOthers();
            outputs.set(index, allocated(bytes, size, "output"));
        }
        return part(outputs.get(index), bytes);
    }

    /** Releases the bindings that hold on to a buffer which is about to be replaced. */
    private void releaseOthers() {
        Iterator<BoundNetwork> all = bindings.values().iterator();
        while (all.hasNext()) {
            BoundNetwork binding = all.next();
            if (binding != current) {
                binding.close();
                all.remove();
            }
        }
    }

    /** Releases the bindings; the buffers go with the workspace. */
    @Override
    public void close() {
        current = null;
        releaseOthers();
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
                        + " other";
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
