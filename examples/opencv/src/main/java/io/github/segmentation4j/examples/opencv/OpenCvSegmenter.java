package io.github.segmentation4j.examples.opencv;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.segmenter.NetworkSegmenter;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.file.ModelFiles;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Segments photos with a network that OpenCV runs. */
public final class OpenCvSegmenter {
    /** What optimum calls the output of a segmentation network. */
    private static final String USUAL_OUTPUT = "logits";

    private OpenCvSegmenter() {}

    /**
     * Loads a network that a side-car or Hugging Face's files describe, which lie beside it.
     *
     * @param model the path of an ONNX file
     * @throws InvalidModelException if OpenCV cannot read it, or too little is said of it
     */
    public static NetworkSegmenter load(Path model) {
        return load(
                model,
                ModelFiles.sideCar(model)
                        .or(() -> ModelFiles.huggingFace(model))
                        .orElseThrow(() -> new InvalidModelException(model + " has no description beside it: write "
                                + ModelFiles.sideCarPath(model).getFileName() + ", a side-car")));
    }

    /**
     * Loads a network.
     *
     * @param model the path of an ONNX file
     * @param said what is known of it; unless that says otherwise, it gives logits in an output of this name
     * @throws InvalidModelException if OpenCV cannot read the file, or too little is said of it
     */
    public static NetworkSegmenter load(Path model, ModelSpec said) {
        OutputKind kind = said.outputKind().orElse(OutputKind.LOGITS);
        ModelSpec spec = said.toBuilder().outputKind(kind).build();
        int channels = spec.preprocessing().map(Preprocessing::channels).orElse(1);
        int classes = spec.classNames().map(ClassNames::size).orElse(1);
        NetworkOutput output = new NetworkOutput(spec.output().orElse(USUAL_OUTPUT), classes);
        return NetworkSegmenter.of(new OpenCvNetwork(model, channels, output), spec, 1);
    }

    /**
     * Draws the classes of a photo on it.
     *
     * @param args the paths of the model, of the photo, and of the PNG file to write
     * @throws IOException if that file cannot be written
     */
    public static void main(String[] args) throws IOException {
        BufferedImage photo = Photos.read(Path.of(args[1]));
        try (NetworkSegmenter segmenter = load(Path.of(args[0]))) {
            LabelMap labels = segmenter.segment(photo);
            Overlay overlay =
                    Overlay.of(Palette.generated(segmenter.classNames().size()));
            ImageIO.write(overlay.draw(photo, labels), "png", Path.of(args[2]).toFile());
        }
    }
}
