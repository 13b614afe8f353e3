package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Network inputs as arrays. */
final class Inputs {
    private Inputs() {}

    static ByteBuffer of(Preprocessing steps, BufferedImage image) {
        Preprocessor preprocessor = new Preprocessor(steps);
        Geometry geometry = preprocessor.geometry(image);
        ByteBuffer target = ByteBuffer.allocate(3
                        * geometry.network().width()
                        * geometry.network().height()
                        * steps.elementType().bytes())
                .order(ByteOrder.nativeOrder());
        preprocessor.fill(image, geometry, target);
        return target;
    }

    static float[] floats(Preprocessing steps, BufferedImage image) {
        ByteBuffer input = of(steps, image);
        float[] values = new float[input.capacity() / Float.BYTES];
        input.asFloatBuffer().get(values);
        return values;
    }
}
