package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import io.github.segmentation4j.parity.ParityReport;
import io.github.segmentation4j.parity.ParityStep;
import io.github.segmentation4j.parity.ParityStep.Subject;
import io.github.segmentation4j.parity.ParityStep.Verdict;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores and labels with a mistake made on purpose: that mistake is named. */
class ParityOutputTest {
    /** Four classes that win in different places. */
    private static final float[] WEIGHTS = {3, -1, 0, 0, 3, -1, -1, 0, 3, -2, -2, -2};

    private static final BufferedImage PHOTO =
            Resources.image("/images/scene.png").getSubimage(10, 20, 160, 120);
    private static final Preprocessing STEPS = Preprocessing.of(SizeRule.fixed(40, 32), Normalization.imageNet());

    @TempDir
    private Path folder;

    private OnnxSegmenter segmenter;
    private Path in;
    private Path out;
    private Path labels;

    @BeforeEach
    void run() throws IOException {
        segmenter = load(STEPS);
        in = folder.resolve("in.npy");
        out = folder.resolve("out.npy");
        labels = folder.resolve("labels.png");
        ParityCheck.of(segmenter).writeInput(PHOTO, in);
        ParityCheck.of(segmenter).writeScores(PHOTO, out);
        write(labels, segmenter.segment(PHOTO));
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    private static OnnxSegmenter load(Preprocessing steps) {
        return OnnxSegmenter.builder().preprocessing(steps).load(OnnxGraph.pointwise("pixels", "scores", WEIGHTS));
    }

    private ParityReport report() {
        return ParityCheck.of(segmenter)
                .withInput(in)
                .withScores(out)
                .withLabels(labels)
                .compare(PHOTO);
    }

    private String cause(Subject subject) {
        ParityStep found = report().firstDifference().orElseThrow();
        assertEquals(subject, found.subject());
        return found.likelyCause();
    }

    private void assertCause(Subject subject, String expected) {
        String cause = cause(subject);
        assertTrue(cause.startsWith(expected), cause);
    }

    private float[] scores() {
        float[] values = new float[4 * 32 * 40];
        NpyFile.read(out).data().asFloatBuffer().get(values);
        return values;
    }

    private void writeScores(float[] values, long... shape) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        data.asFloatBuffer().put(values);
        NpyFile.write(
                out,
                new TensorView(ElementType.FLOAT32, Arrays.stream(shape).boxed().toList(), data));
    }

    private static void write(Path file, LabelMap map) throws IOException {
        write(file, map.width(), map.height(), map::labelAt);
    }

    private static void write(Path file, int width, int height, IntBinaryOperator label) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, label.applyAsInt(x, y));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void whatWasWrittenHereIsEqual() {
        ParityReport report = report();
        assertTrue(report.agrees(), report::toString);
        assertEquals(
                List.of(Verdict.EQUAL, Verdict.EQUAL, Verdict.EQUAL),
                report.steps().stream().map(ParityStep::verdict).toList());
        assertTrue(report.toString().contains("labels    equal"), report::toString);
    }

    @Test
    void onlyWhatIsGivenIsCompared() {
        ParityCheck check = ParityCheck.of(segmenter);
        assertEquals(List.of(), check.compare(PHOTO).steps());
        ParityReport scoresAlone = check.withScores(out).compare(PHOTO);
        assertTrue(scoresAlone.toString().contains("of our own input"), scoresAlone::toString);
        ParityReport labelsAlone = check.withLabels(labels).compare(PHOTO);
        assertTrue(labelsAlone.toString().contains("the network's scores of our own input"), labelsAlone::toString);
        assertTrue(scoresAlone.agrees() && labelsAlone.agrees());
    }

    @Test
    void aWrongInputDoesNotSpoilTheScores() throws IOException {
        try (OnnxSegmenter swapped = load(STEPS.withChannelOrder(ChannelOrder.BGR))) {
            ParityCheck.of(swapped).writeInput(PHOTO, in);
            ParityCheck.of(swapped).writeScores(PHOTO, out);
            write(labels, swapped.segment(PHOTO));
        }
        List<ParityStep> steps = report().steps();
        assertEquals(Verdict.DIFFERENT, steps.get(0).verdict());
        assertTrue(steps.get(0).likelyCause().startsWith("swapped channels"));
        assertEquals(Verdict.EQUAL, steps.get(1).verdict());
        assertEquals(Verdict.EQUAL, steps.get(2).verdict());
    }

    @Test
    void scoresOfAnotherInputAreFound() throws IOException {
        try (OnnxSegmenter other = load(STEPS.withNormalization(Normalization.unit()))) {
            ParityCheck.of(other).writeInput(PHOTO, in);
        }
        List<ParityStep> steps = report().steps();
        assertTrue(steps.get(1).likelyCause().startsWith("the scores are those of our own input"));
    }

    @Test
    void aSoftmaxIsFound() throws IOException {
        float[] scores = scores();
        int plane = 32 * 40;
        for (int i = 0; i < plane; i++) {
            double sum = 0;
            for (int c = 0; c < 4; c++) {
                sum += Math.exp(scores[c * plane + i]);
            }
            for (int c = 0; c < 4; c++) {
                scores[c * plane + i] = (float) (Math.exp(scores[c * plane + i]) / sum);
            }
        }
        writeScores(scores, 1, 4, 32, 40);
        assertCause(Subject.SCORES, "a softmax was applied");
    }

    @Test
    void otherFormsOfScoresAreFound() throws IOException {
        float[] scores = scores();
        float[] last = new float[scores.length];
        float[] sigmoid = new float[scores.length];
        float[] halves = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            last[i % (32 * 40) * 4 + i / (32 * 40)] = scores[i];
            sigmoid[i] = (float) (1 / (1 + Math.exp(-scores[i])));
            halves[i] = HalfFloats.ofFloat16(HalfFloats.toFloat16(scores[i]));
        }
        writeScores(last, 1, 32, 40, 4);
        assertCause(Subject.SCORES, "another layout: the axes are in the order NHWC where the network gives NCHW");
        writeScores(sigmoid, 1, 4, 32, 40);
        assertCause(Subject.SCORES, "a sigmoid was applied");
        writeScores(halves, 1, 4, 32, 40);
        assertCause(Subject.SCORES, "half precision");
        writeScores(Arrays.copyOfRange(scores, 32 * 40, scores.length), 1, 3, 32, 40);
        assertCause(Subject.SCORES, "missing channels: 1 at the start and 0 at the end of the 4");
        float[] noise = new float[scores.length];
        new Random(1).ints(noise.length).forEach(i -> noise[Math.floorMod(i, noise.length)] = i);
        writeScores(noise, 1, 4, 32, 40);
        assertCause(Subject.SCORES, "none of the usual ones");
    }

    @Test
    void scaledScoresAreFound() throws IOException {
        SlowArgmax formula = new SlowArgmax(scores(), 4, 40, 32);
        float[] scaled = new float[4 * 120 * 160];
        for (int i = 0; i < 120 * 160; i++) {
            float[] at = formula.scoresAt(i % 160, i / 160, 160, 120);
            for (int c = 0; c < 4; c++) {
                scaled[c * 120 * 160 + i] = at[c];
            }
        }
        writeScores(scaled, 1, 4, 120, 160);
        assertCause(Subject.SCORES, "another size: they are the network's scores, scaled bilinearly to 160x120");
    }

    @Test
    void labelsInPlaceOfScoresAreFound() throws IOException {
        LabelMap own = segmenter.segmentAtNetworkSize(PHOTO);
        float[] ids = new float[32 * 40];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = own.labelAt(i % 40, i / 40);
        }
        writeScores(ids, 1, 32, 40);
        assertCause(Subject.SCORES, "they are labels, the argmax of the scores");
    }

    @Test
    void labelsScaledByTheNearestPixelAreFound() throws IOException {
        LabelMap own = segmenter.segmentAtNetworkSize(PHOTO);
        write(labels, 160, 120, (x, y) -> own.labelAt(x * 40 / 160, y * 32 / 120));
        String cause = cause(Subject.LABELS);
        assertTrue(
                cause.matches("the labels were scaled by (OpenCV's )?nearest pixel.*|.*by the nearest pixel.*"), cause);
        assertTrue(cause.endsWith("all labels are equal"), cause);
        write(labels, own);
        assertCause(Subject.LABELS, "the labels are not scaled to the photo, they have the size of the scores");
    }

    @Test
    void alignedCornersAreFound() throws IOException {
        float[] scores = scores();
        write(labels, 160, 120, (x, y) -> {
            double column = x * 39 / 159.0;
            double row = y * 31 / 119.0;
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < 4; c++) {
                double score = bilinear(scores, c, column, row);
                best = score > highest ? c : best;
                highest = Math.max(highest, score);
            }
            return best;
        });
        assertCause(Subject.LABELS, "the scores were scaled with align_corners=True");
    }

    private static double bilinear(float[] scores, int label, double column, double row) {
        double sum = 0;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 40; x++) {
                double weight = Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
                sum += weight * scores[(label * 32 + y) * 40 + x];
            }
        }
        return sum;
    }

    @Test
    void otherClassIdsAreFound() throws IOException {
        LabelMap own = segmenter.segment(PHOTO);
        write(labels, 160, 120, (x, y) -> own.labelAt(x, y) + 1);
        assertCause(Subject.LABELS, "class ids are one higher");
        write(labels, 160, 120, (x, y) -> own.labelAt(x, y) == 0 ? 255 : own.labelAt(x, y) - 1);
        assertCause(Subject.LABELS, "class ids are one lower, and the lowest is 255");
        write(labels, 160, 120, (x, y) -> own.labelAt(159 - x, y));
        assertCause(Subject.LABELS, "the labels are mirrored left to right");
        write(labels, 120, 160, (x, y) -> own.labelAt(y, 119 - x));
        assertCause(Subject.LABELS, "the labels are turned by 90 degrees to the right");
        write(labels, 160, 120, (x, y) -> (x * 7 + y * 13) % 5);
        assertCause(Subject.LABELS, "none of the usual ones");
        write(labels, 17, 13, (x, y) -> 0);
        assertCause(Subject.LABELS, "another size: 17x13 where the photo has 160x120");
    }

    @Test
    void tiesAreCountedApart() throws IOException {
        float[] scores = new float[4 * 32 * 40];
        Arrays.fill(scores, 0, 2 * 32 * 40, 1);
        writeScores(scores, 1, 4, 32, 40);
        write(labels, 160, 120, (x, y) -> x == 0 && y < 3 ? 1 : 0);
        ParityStep step = ParityCheck.of(segmenter)
                .withScores(out)
                .withLabels(labels)
                .compare(PHOTO)
                .steps()
                .get(1);
        assertEquals(Verdict.ROUNDING, step.verdict());
        assertEquals(3, step.difference().orElseThrow().ties());
        assertTrue(step.toString().contains("3 of 19200 labels differ (0.02 %), 3 of them ties"), step::toString);

        write(labels, 160, 120, (x, y) -> x == 5 && y == 7 ? 3 : x == 0 && y < 3 ? 1 : 0);
        ParityStep different = ParityCheck.of(segmenter)
                .withScores(out)
                .withLabels(labels)
                .compare(PHOTO)
                .steps()
                .get(1);
        ParityStep.Difference difference = different.difference().orElseThrow();
        assertEquals(Verdict.DIFFERENT, different.verdict());
        assertEquals(List.of(4L, 3L), List.of(difference.differing(), difference.ties()));
        assertEquals(List.of(5, 7, 0, 3), List.of(difference.x(), difference.y(), (int) difference.ours(), (int)
                difference.reference()));
    }

    @Test
    void paddingThatWasNotUndoneIsFound() throws IOException {
        segmenter.close();
        segmenter = load(STEPS.withPadding(Padding.toSize(64, 64)));
        ParityCheck.of(segmenter).writeInput(PHOTO, in);
        ParityCheck.of(segmenter).writeScores(PHOTO, out);
        write(labels, segmenter.segment(PHOTO));
        assertTrue(report().agrees(), () -> report().toString());
        LabelMap padded = segmenter.segmentAtNetworkSize(PHOTO);
        write(labels, padded);
        assertCause(Subject.LABELS, "the labels are not scaled to the photo");
    }

    @Test
    void foregroundsAreFound() throws IOException {
        segmenter.close();
        segmenter = OnnxSegmenter.builder()
                .preprocessing(STEPS)
                .outputKind(OutputKind.LOGITS)
                .load(OnnxGraph.pointwise("pixels", "scores", new float[] {1, 1, 1}));
        ParityCheck.of(segmenter).writeInput(PHOTO, in);
        ParityCheck.of(segmenter).writeScores(PHOTO, out);
        LabelMap own = segmenter.segment(PHOTO);
        write(labels, own);
        assertTrue(report().agrees(), () -> report().toString());
        write(labels, 160, 120, (x, y) -> 255 * own.labelAt(x, y));
        assertCause(Subject.LABELS, "the foreground is 255 instead of 1");
        write(labels, 160, 120, (x, y) -> 1 - own.labelAt(x, y));
        assertCause(Subject.LABELS, "foreground and background are swapped");
    }

    @Test
    void labelsMayBeAnArrayOrAPalette() throws IOException {
        LabelMap own = segmenter.segment(PHOTO);
        ByteBuffer data = ByteBuffer.allocate(160 * 120 * Long.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 160 * 120; i++) {
            data.putLong(i * Long.BYTES, own.labelAt(i % 160, i / 160));
        }
        labels = folder.resolve("labels.npy");
        NpyFile.write(labels, new TensorView(ElementType.INT64, List.of(120L, 160L), data));
        assertTrue(report().agrees());

        labels = folder.resolve("palette.png");
        byte[] colors = {0, 10, 20, 30};
        BufferedImage image = new BufferedImage(
                160, 120, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 4, colors, colors, colors));
        for (int i = 0; i < 160 * 120; i++) {
            image.getRaster().setSample(i % 160, i / 160, 0, own.labelAt(i % 160, i / 160));
        }
        ImageIO.write(image, "png", labels.toFile());
        assertTrue(report().agrees());
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws IOException {
        Path picture = folder.resolve("picture.png");
        ImageIO.write(PHOTO, "png", picture.toFile());
        Path text = Files.writeString(folder.resolve("text.txt"), "labels");
        ParityCheck check = ParityCheck.of(segmenter);
        assertRefused(check.withLabels(picture), "is a picture in colors");
        assertRefused(check.withLabels(text), "is neither an image that can be read nor a NumPy array");
        assertRefused(check.withLabels(folder.resolve("missing.png")), "There is no file");
        assertRefused(check.withInput(text), "is not a NumPy array that can be read: it does not begin with");
        assertRefused(check.withInput(folder.resolve("missing.npy")), "There is no file");
        writeScores(new float[2 * 4 * 4 * 4], 2, 4, 4, 4);
        assertRefused(check.withScores(out), "the tensors of 2 images");
        writeScores(new float[4], 4);
        assertRefused(check.withScores(out), "the tensor of one photo has the shape");
        writeScores(new float[] {0.5f}, 1, 1);
        assertRefused(check.withLabels(out), "holds 0.5 (float32) at column 0, row 0");
    }

    private static void assertRefused(ParityCheck check, String expected) {
        String message = assertThrows(InvalidFileException.class, () -> check.compare(PHOTO))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }
}
