package consumer;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the Java of the README, line by line as it stands there. */
public final class Consumer {
    private Consumer() {}

    /**
     * Segments {@code holiday.jpg} of the working folder.
     *
     * @param arguments none
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        BufferedImage image = Photos.read(Path.of("holiday.jpg"));
        try (Segmenter segmenter = OnnxSegmenter.load(Path.of("fcn-resnet50.onnx"))) {
            LabelMap labels = segmenter.segment(image);
            BufferedImage overlay = Overlay.of(Palette.pascalVoc()).draw(image, labels);
            Photos.write(overlay, Path.of("holiday-overlay.png"));
            for (int label : labels.presentLabels()) {
                String name = segmenter.classNames().name(label);
                System.out.printf("%-12s %5.1f %%%n", name, 100 * labels.share(label));
            }
        }
    }
}
