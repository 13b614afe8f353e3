package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.parity.ParityReport;
import io.github.segmentation4j.parity.ParityStep;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One photo on its way through a segmenter, step by step. Used by one thread. */
public final class ParityRun {
    private final Pipeline pipeline;
    private final Preprocessing steps;
    private final OutputFormat format;
    private final SemanticDecoder decoder;
    private final BufferedImage photo;

    /** Prepares the run of a model whose outputs are those of the other program's. */
    public ParityRun(Model model, BufferedImage photo) {
        this.pipeline = model.pipeline();
        this.steps = model.steps();
        this.format = model.format();
        this.decoder = new SemanticDecoder(format);
        this.photo = photo;
    }

    /**
     * What came out of the network.
     *
     * @param planes the scores, or the labels of a network that gives labels
     * @param type the type in which the network gave them
     */
    private record Output(Planes planes, ElementType type) {}

    /**
     * An input that the network has got, and what came out.
     *
     * @param what what the report calls the input
     * @param ours true if it is our own
     */
    private record NetworkRun(String what, boolean ours, Output output) {}

    public ParityReport compare(Optional<Path> inputFile, Optional<Path> scoresFile, Optional<Path> labelsFile) {
        Optional<ReferenceTensor> input =
                inputFile.map(file -> ReferenceTensor.read(file, steps.channels(), steps.layout()));
        Optional<ReferenceTensor> scores =
                scoresFile.map(file -> ReferenceTensor.read(file, format.channels(), format.layout()));
        Optional<LabelMap> labels = labelsFile.map(ReferenceLabels::read);
        List<ParityStep> found = new ArrayList<>();
        InputStep inputStep = new InputStep(photo, steps);
        input.map(inputStep::compare).ifPresent(found::add);
        boolean decodable = scores.filter(this::canBeDecoded).isPresent();
        if (scores.isPresent() || (labels.isPresent() && !decodable)) {
            NetworkRun run = run(inputStep, input);
            scores.ifPresent(reference -> found.add(compare(run, reference, inputStep)));
            if (labels.isPresent() && !decodable) {
                found.add(compare(
                        labels.get(), run.output().planes(), "the network's scores of " + run.what(), labelsFile));
            }
        }
        if (labels.isPresent() && decodable) {
            ReferenceTensor reference = scores.orElseThrow();
            found.add(compare(labels.get(), reference.planes(), "the scores in " + reference.name(), labelsFile));
        }
        return new Report(found);
    }

    private boolean canBeDecoded(ReferenceTensor scores) {
        return scores.planes().channels() == format.channels();
    }

    /** Runs the network on the other program's input, or on ours if there is none or the network does not take it. */
    private NetworkRun run(InputStep ours, Optional<ReferenceTensor> input) {
        String without = "our own input";
        if (input.isPresent() && input.get().planes().channels() == steps.channels()) {
            ReferenceTensor given = input.get();
            try {
                return new NetworkRun("the input in " + given.name(), false, output(given.planes()));
            } catch (InferenceFailedException | InvalidModelException e) {
                if (given.planes().size().equals(ours.input().size())) {
                    throw e;
                }
                without = "our own input, since the network does not run on "
                        + given.planes().size();
            }
        }
        return new NetworkRun(without, true, output(ours.input()));
    }

    private Output output(Planes input) {
        ByteBuffer data = input.tensor(steps.layout(), steps.elementType()).data();
        return pipeline.runOn(
                data,
                input.size(),
                outputs ->
                        new Output(planes(outputs, input.size()), outputs.get(0).type()));
    }

    private Planes planes(List<TensorView> outputs, ImageSize network) {
        if (format.kind() != OutputKind.LABELS) {
            return Planes.of(decoder.scores(outputs));
        }
        LabelMap labels = decoder.labelsAsGiven(outputs, network);
        float[] values = new float[labels.width() * labels.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.labelAt(i % labels.width(), i / labels.width());
        }
        return new Planes(1, new ImageSize(labels.width(), labels.height()), values);
    }

    private StepResult compare(NetworkRun run, ReferenceTensor reference, InputStep ours) {
        Supplier<Planes> own = () -> output(ours.input()).planes();
        return new ScoreStep(
                        run.output().planes(), format.layout(), run.output().type())
                .compare(reference, run.what(), run.ours() ? Optional.empty() : Optional.of(own));
    }

    private ParityStep compare(LabelMap theirs, Planes scores, String source, Optional<Path> file) {
        Geometry geometry = pipeline.input(photo, (buffer, where) -> where);
        String name = String.valueOf(file.orElseThrow());
        return new LabelStep(format, scores, geometry).compare(theirs, source, name);
    }

    public void writeInput(Path npy) throws IOException {
        TensorView array = pipeline.input(photo, (input, geometry) -> {
            long[] lengths = steps.layout().lengths(1, steps.channels(), geometry.network());
            List<Long> shape = Arrays.stream(lengths).boxed().toList();
            return copied(new TensorView(steps.elementType(), shape, input));
        });
        NpyFile.write(npy, array);
    }

    public void writeScores(Path npy) throws IOException {
        TensorView array = pipeline.run(
                photo,
                Deadline.none(),
                (outputs, geometry) -> copied(
                        format.kind() == OutputKind.MASK_QUERIES
                                ? planes(outputs, geometry.network()).tensor(TensorLayout.NCHW, ElementType.FLOAT32)
                                : outputs.get(0)));
        NpyFile.write(npy, array);
    }

    /** Returns a copy in a type that NumPy has. */
    private static TensorView copied(TensorView tensor) {
        ByteBuffer data = tensor.data().duplicate().order(tensor.data().order()).rewind();
        boolean unknown = tensor.type() == ElementType.BFLOAT16;
        int elements = data.limit() / tensor.type().bytes();
        ByteBuffer copy = ByteBuffer.allocate(unknown ? Math.multiplyExact(elements, Float.BYTES) : data.limit())
                .order(ByteOrder.nativeOrder());
        if (unknown) {
            ElementReader reader = ElementReader.of(tensor.type(), data);
            for (int i = 0; i < elements; i++) {
                copy.putFloat(i * Float.BYTES, (float) reader.at(i));
            }
        } else {
            copy.put(data).rewind();
        }
        return new TensorView(unknown ? ElementType.FLOAT32 : tensor.type(), tensor.shape(), copy);
    }
}
