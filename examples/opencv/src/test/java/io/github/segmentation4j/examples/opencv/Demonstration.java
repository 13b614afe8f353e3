package io.github.segmentation4j.examples.opencv;

import io.github.segmentation4j.Photos;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** The demonstration network and photos of this repository. */
final class Demonstration {
    /** A network with free sizes, and the files of Hugging Face beside it. */
    static final Path MODEL = Path.of(
            "../command-line/src/main/resources/io/github/segmentation4j/examples/segment/demo-model/model.onnx");

    /** A network that computes sizes from the size of its input while it runs. */
    static final Path TORCHVISION_MODEL =
            Path.of("../../segmentation-onnx/src/test/resources/models/fcn_resnet50_w8.onnx");

    private Demonstration() {}

    /** Returns one of the photos, {@code astronaut.png} for example. */
    static BufferedImage photo(String name) {
        return Photos.read(Path.of("../photos").resolve(name));
    }

    /** Returns the astronaut at a size. */
    static BufferedImage astronaut(int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(photo("astronaut.png"), 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }
}
