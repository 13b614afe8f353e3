package io.github.segmentation4j.examples.opencv;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.OutputBuffers;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nu.pattern.OpenCV;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * A network of one image, float32 [1,C,H,W], and one output, float32, run by OpenCV's dnn module on the processor.
 *
 * <p>OpenCV 4.9 computes the shapes inside a graph when it reads it. Of a graph that leaves the size of its input open it
 * refuses some and runs others with wrong shapes and no word; so the graph is read once for each size, with that size in it.
 */
final class OpenCvNetwork implements Network {
    /** The size with which a model is read to see whether it can be. */
    private static final ImageSize TRIED = new ImageSize(256, 256);

    /** Where in OpenCV's sources an error arose, which stands before what it is. */
    private static final String PLACE = "(cv::Exception: )?OpenCV\\(\\S+\\) \\S+: error: ";

    /** How an error begins that means a lack of memory, {@code cv::Error::StsNoMem}. */
    private static final String NO_MEMORY = "(-4:";

    private final byte[] model;
    private final NetworkInput input;
    private final NetworkOutput output;

    /**
     * Reads a network from an ONNX file.
     *
     * @param file the path of the file, with all weights inside
     * @param channels how many channels an image has, which OpenCV does not tell
     * @param output the output that is fetched; OpenCV does not tell how many channels it has
     * @throws InvalidModelException if OpenCV cannot read the file, or it has no such output
     */
    OpenCvNetwork(Path file, int channels, NetworkOutput output) {
        OpenCV.loadLocally();
        this.input = NetworkInput.of(TensorLayout.NCHW, ElementType.FLOAT32, channels);
        this.output = output;
        List<String> names;
        try {
            this.model = Files.readAllBytes(file);
            names = net(TRIED).getUnconnectedOutLayersNames();
        } catch (IOException | IllegalArgumentException | CvException e) {
            throw new InvalidModelException(
                    file + " cannot be read (" + reason(e)
                            + "): see that it is an ONNX model with its weights inside, or"
                            + " run it with OnnxSegmenter if OpenCV lacks what it needs",
                    e);
        }
        if (!names.contains(output.name())) {
            throw new InvalidModelException(
                    file + " has the outputs " + names + ", but \"" + output.name() + "\" was named: name one of them");
        }
    }

    private static String reason(Exception e) {
        String said = String.valueOf(e.getMessage()).replaceAll(PLACE, "").replaceAll("\\s+", " ");
        return e.getClass().getSimpleName() + ": " + said.strip();
    }

    private Net net(ImageSize size) {
        MatOfByte fixed = new MatOfByte(FixedShape.of(model, 1, input.channels(), size.height(), size.width()));
        try {
            return Dnn.readNetFromONNX(fixed);
        } finally {
            fixed.release();
        }
    }

    @Override
    public NetworkInput input() {
        return input;
    }

    @Override
    public List<NetworkOutput> outputs() {
        return List.of(output);
    }

    @Override
    public BoundNetwork bind(ImageSize size, ByteBuffer pixels, OutputBuffers outputs) {
        try {
            return new Bound(size, pixels, outputs);
        } catch (CvException e) {
            throw failure(size, e);
        }
    }

    private static RuntimeException failure(ImageSize size, CvException e) {
        String reason = reason(e);
        String message = "OpenCV fails on an input of " + size + " pixels (" + reason + "): ";
        return reason.contains(NO_MEMORY)
                ? new InvalidImageException(
                        InvalidImageException.Kind.OUT_OF_MEMORY, message + "choose a smaller size", e)
                : new InferenceFailedException(message + "choose a size and channels that the network takes", e);
    }

    /** Does nothing: the networks that are bound to sizes hold all native memory. */
    @Override
    public void close() {}

    /** A net for one size with a matrix around its input; the matrix has no memory of its own. */
    private final class Bound implements BoundNetwork {
        private final ImageSize size;
        private final ByteBuffer pixels;
        private final OutputBuffers outputs;
        private final Mat image;
        private Net net;

        private Bound(ImageSize size, ByteBuffer pixels, OutputBuffers outputs) {
            this.size = size;
            this.pixels = pixels;
            this.outputs = outputs;
            this.net = net(size);
            Mat planes = new Mat(input.channels(), size.width() * size.height(), CvType.CV_32F, pixels);
            this.image = planes.reshape(1, new int[] {1, input.channels(), size.height(), size.width()});
            planes.release();
        }

        @Override
        public List<TensorView> run() {
            try {
                net.setInput(image);
                Mat scores = net.forward(output.name());
                try {
                    return List.of(copied(scores));
                } finally {
                    scores.release();
                }
            } catch (CvException e) {
                throw failure(size, e);
            } finally {
                // A matrix knows the address of its buffer and does not keep it alive.
                Reference.reachabilityFence(pixels);
            }
        }

        private TensorView copied(Mat scores) {
            if (scores.type() != CvType.CV_32F) {
                throw new InvalidModelException("Output \"" + output.name() + "\" is "
                        + CvType.typeToString(scores.type()) + ", but CV_32FC1 was expected: export float32 scores");
            }
            IntStream axes = IntStream.range(0, scores.dims());
            List<Long> shape = axes.mapToObj(axis -> (long) scores.size(axis)).toList();
            ByteBuffer data = outputs.output(0, scores.total(), ElementType.FLOAT32);
            Mat row = scores.reshape(1, 1);
            Mat target = new Mat(1, row.cols(), CvType.CV_32F, data);
            row.copyTo(target);
            row.release();
            target.release();
            return new TensorView(ElementType.FLOAT32, shape, data);
        }

        /** Lets go of the net, which OpenCV's Java classes release in a finalizer and in no other way. */
        @Override
        public void close() {
            image.release();
            net = new Net();
        }
    }
}
