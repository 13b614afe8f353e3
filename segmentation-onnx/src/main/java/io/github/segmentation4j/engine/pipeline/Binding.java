package io.github.segmentation4j.engine.pipeline;

import io.github.segmentation4j.engine.BoundNetwork;
import java.nio.ByteBuffer;

/**
 * A network that is ready for inputs of one size, and the buffer that it reads them from.
 *
 * @param input the place of the one image: a direct buffer in native byte order, to be filled from index 0 on
 * @param network reads it
 */
record Binding(ByteBuffer input, BoundNetwork network) implements AutoCloseable {
    @Override
    public void close() {
        network.close();
    }
}
