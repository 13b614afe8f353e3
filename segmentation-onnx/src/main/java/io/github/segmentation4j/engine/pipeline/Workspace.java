package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call in flight works with: its memory, and the network bound to it for the sizes used last. Used by one call at a
 * time.
 */
final class Workspace implements AutoCloseable {
    /**
     * Sizes that stay bound. A folder of photos has a handful, upright and across; a binding takes some kilobytes, and a
     * new one some microseconds.
     */
    static final int BOUND_SIZES = 16;

    private static final float LOAD_FACTOR = 0.75f;

    private final Network network;
    private final CallMemory memory = new CallMemory(this::releaseOthers);

    /** The bindings, the one used last at the end. */
    private final Map<ImageSize, Binding> bindings = new LinkedHashMap<>(BOUND_SIZES, LOAD_FACTOR, true);

    /** The size of the binding that was handed out last, whose run may be what asks for a buffer. */
    private @Nullable ImageSize current;

    /** Creates a workspace without buffers yet. */
    Workspace(Network network) {
        this.network = network;
    }

    /**
     * Returns the network bound to this workspace's memory, valid until the next call of this method.
     *
     * @param size the network's input size
     * @throws InvalidImageException if a buffer of that size cannot be had
     */
    Binding bound(ImageSize size) {
        Binding found = bindings.get(size);
        if (found == null) {
            current = null;
            found = bind(size);
            if (bindings.size() == BOUND_SIZES) {
                Iterator<Binding> oldest = bindings.values().iterator();
                oldest.next().close();
                oldest.remove();
            }
            bindings.put(size, found);
        }
        current = size;
        return found;
    }

    private Binding bind(ImageSize size) {
        ByteBuffer batch = memory.input(size, network.input());
        ByteBuffer first =
                batch.slice(0, batch.limit() / network.input().batch()).order(batch.order());
        return new Binding(
                first,
                network.bind(size, batch, (index, elements, type) -> memory.output(index, elements, type, size)));
    }

    /** Releases the binding that was handed out last; its size is bound anew when it comes again. */
    void releaseCurrent() {
        Binding bound = current == null ? null : bindings.remove(current);
        if (bound != null) {
            bound.close();
        }
    }

    /** Returns how many sizes are bound. */
    int boundSizes() {
        return bindings.size();
    }

    /** Releases the bindings that hold on to a buffer which is about to be replaced. */
    private void releaseOthers() {
        Iterator<Map.Entry<ImageSize, Binding>> all = bindings.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<ImageSize, Binding> entry = all.next();
            if (!entry.getKey().equals(current)) {
                entry.getValue().close();
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
}
