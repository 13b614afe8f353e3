package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Network inputs as arrays. */
final class Inputs {
    private Inputs() {}

    static ByteBuffer of(Preprocessing steps, BufferedImage image) {
        return of(new Preprocessor(steps), steps, image);
    }

    static ByteBuffer of(Preprocessor preprocessor, Preprocessing steps, BufferedImage image) {
        Geometry geometry = preprocessor.geometry(image);
        ByteBuffer target = ByteBuffer.allocate(steps.channels()
                        * geometry.network().width()
                        * geometry.network().height()
                        * steps.elementType().bytes())
                .order(ByteOrder.nativeOrder());
        preprocessor.fill(image, geometry, target);
        return target;
    }

    static float[] floats(Preprocessing steps, BufferedImage image) {
        return floats(of(steps, image));
    }

    static float[] floats(ByteBuffer input) {
        float[] values = new float[input.capacity() / Float.BYTES];
        input.asFloatBuffer().get(values);
        return values;
    }
}
