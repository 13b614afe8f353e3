package io.github.segmentation4j.examples.benchmarks;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.SemanticSegmentationTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a photo of 1920x1080 pixels to labels with a tiny network: the library, and Deep Java Library 0.38 with its ONNX
 * engine and its translator for segmentation. That translator needs an engine with array operations beside the ONNX engine;
 * DJL's PyTorch engine of 0.35.1, the newest on Maven Central, serves.
 *
 * <p>DJL gives labels at the network's size, the library at the photo's. Each has a state of its own, since DJL insists on
 * opening ONNX Runtime itself.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DjlRivals {
    private static final int PHOTO_WIDTH = 1920;
    private static final int PHOTO_HEIGHT = 1080;
    private static final int WIDTH = 924;
    private static final int HEIGHT = 520;
    private static final int CLASSES = 21;

    /** The tiny network with its scores as the second output, which is the one that the translator reads. */
    private static final String TWO_OUTPUTS = "tiny-second";

    /** The library with a model in it. */
    @State(Scope.Benchmark)
    public static class Library {
        /** The most threads to use. */
        @Param({"1", "4"})
        public int threads;

        private BufferedImage photo;
        private Segmenter segmenter;

        /** Loads the model. */
        @Setup(Level.Trial)
        public void prepare() {
            photo = Photo.of(PHOTO_WIDTH, PHOTO_HEIGHT);
            segmenter = OnnxSegmenter.builder()
                    .preset(Preset.FCN_RESNET50)
                    .threads(threads)
                    .load(Graphs.bytes(WholeCall.TINY));
        }

        /** Releases native memory. */
        @TearDown(Level.Trial)
        public void close() {
            segmenter.close();
        }
    }

    /** DJL with the same model in it. */
    @State(Scope.Benchmark)
    public static class Djl {
        /** The most threads to use. */
        @Param({"1", "4"})
        public int threads;

        private Image photo;
        private ZooModel<Image, CategoryMask> model;
        private Predictor<Image, CategoryMask> predictor;

        /** Loads the model. */
        @Setup(Level.Trial)
        public void prepare() throws IOException, ModelNotFoundException, MalformedModelException {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            Path file = Files.createTempFile("tiny", ".onnx");
            file.toFile().deleteOnExit();
            Files.write(file, Graphs.bytes(TWO_OUTPUTS));
            SemanticSegmentationTranslator translator = SemanticSegmentationTranslator.builder()
                    .setImageSize(WIDTH, HEIGHT)
                    .addTransform(new Resize(WIDTH, HEIGHT))
                    .addTransform(new ToTensor())
                    .addTransform(
                            new Normalize(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}))
                    .optSynset(IntStream.range(0, CLASSES)
                            .mapToObj(label -> "class " + label)
                            .toList())
                    .build();
            model = Criteria.builder()
                    .setTypes(Image.class, CategoryMask.class)
                    .optModelPath(file)
                    .optEngine("OnnxRuntime")
                    .optTranslator(translator)
                    .optOption("intraOpNumThreads", String.valueOf(threads))
                    .optOption("interOpNumThreads", "1")
                    .build()
                    .loadModel();
            predictor = model.newPredictor();
            photo = ImageFactory.getInstance().fromImage(Photo.of(PHOTO_WIDTH, PHOTO_HEIGHT));
        }

        /** Releases native memory. */
        @TearDown(Level.Trial)
        public void close() {
            predictor.close();
            model.close();
        }
    }

    /** The library. */
    @Benchmark
    public LabelMap segment(Library library) {
        return library.segmenter.segment(library.photo);
    }

    /** DJL. */
    @Benchmark
    public CategoryMask djl(Djl djl) throws TranslateException {
        return djl.predictor.predict(djl.photo);
    }
}
