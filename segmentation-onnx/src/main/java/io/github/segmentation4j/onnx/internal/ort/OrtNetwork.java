package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.Workspace;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network run by ONNX Runtime.
 *
 * <p>The first image of a size is run into memory that the runtime allocates, which tells the size of the scores. From
 * then on the runtime writes the scores of images of that size straight into the workspace's buffer, so that they are
 * never copied.
 */
final class OrtNetwork implements Network {
    /** Input sizes whose score sizes are remembered; a stream of ever new sizes starts over beyond it. */
    private static final int REMEMBERED_SIZES = 1024;

    private static final int RANK = 4;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final int classes;
    private final Map<ImageSize, ImageSize> scoreSizes = new ConcurrentHashMap<>();

    /** Creates a network that owns its session. */
    OrtNetwork(OrtEnvironment environment, OrtSession session, String input, String output, int classes) {
        this.environment = environment;
        this.session = session;
        this.input = input;
        this.output = output;
        this.classes = classes;
    }

    @Override
    public ScoreGrid run(FloatBuffer pixels, ImageSize size, Workspace workspace) {
        long[] shape = {1, CHANNELS, size.height(), size.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape)) {
            Map<String, OnnxTensor> inputs = Map.of(input, tensor);
            ImageSize scores = scoreSizes.get(size);
            return scores == null ? runAndLearn(inputs, size) : runInto(inputs, size, scores, workspace);
        } catch (OrtException e) {
            throw new InvalidModelException(
                    "The model fails on an input of " + size + " pixels (" + OrtRuntime.reason(e)
                            + "): give it the size that it was made for with OnnxSegmenter.Builder.size",
                    e);
        }
    }

    private ScoreGrid runAndLearn(Map<String, OnnxTensor> inputs, ImageSize size) throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
            OnnxValue value = result.get(0);
            if (!(value instanceof OnnxTensor tensor)) {
                throw new InvalidModelException("Output \"" + output + "\" is a " + value.getType()
                        + ", but class scores must be a tensor: name another output with OnnxSegmenter.Builder.output");
            }
            ImageSize scores = scoreSize(tensor.getInfo().getShape(), size);
            ScoreGrid grid = new ScoreGrid(copied(tensor, size), classes, scores.width(), scores.height());
            if (scoreSizes.size() >= REMEMBERED_SIZES) {
                scoreSizes.clear();
            }
            scoreSizes.put(size, scores);
            return grid;
        }
    }

    private static FloatBuffer copied(OnnxTensor tensor, ImageSize size) {
        try {
            return tensor.getFloatBuffer();
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    "The scores for an input of " + size
                            + " pixels do not fit into the heap: choose a smaller size, for"
                            + " example SizeRule.shortEdge(520), or raise -Xmx",
                    e);
        }
    }

    private ScoreGrid runInto(Map<String, OnnxTensor> inputs, ImageSize size, ImageSize scores, Workspace workspace)
            throws OrtException {
        FloatBuffer buffer = workspace.output(classes, scores, size);
        long[] shape = {1, classes, scores.height(), scores.width()};
        try (OnnxTensor target = OnnxTensor.createTensor(environment, buffer, shape)) {
            session.run(inputs, Map.of(output, target)).close();
            return new ScoreGrid(buffer, classes, scores.width(), scores.height());
        }
    }

    private ImageSize scoreSize(long[] shape, ImageSize size) {
        if (shape.length != RANK || shape[0] != 1 || shape[1] != classes || shape[2] < 1 || shape[3] < 1) {
            throw new InvalidModelException("Output \"" + output + "\" is " + Arrays.toString(shape)
                    + " for one image of " + size + " pixels, but [1," + classes
                    + ",h,w] was expected from the class names: give as many names as the output has channels with"
                    + " OnnxSegmenter.Builder.classNames, or name another output with Builder.output");
        }
        if (shape[2] > Integer.MAX_VALUE / Float.BYTES / classes / shape[3]) {
            throw new InvalidImageException("The scores of " + classes + " classes for an input of " + size
                    + " pixels are larger than one buffer of " + Integer.MAX_VALUE
                    + " bytes: choose a smaller size, for example SizeRule.shortEdge(520)");
        }
        return new ImageSize((int) shape[3], (int) shape[2]);
    }

    @Override
    public void close() {
        OrtModel.close(session);
    }
}
