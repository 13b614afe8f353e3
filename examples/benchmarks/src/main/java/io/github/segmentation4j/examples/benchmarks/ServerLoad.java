package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A server that always has four requests: calls of one thread each beside calls that use every processor. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(4)
public class ServerLoad {
    private static final int WIDTH = 693;
    private static final int HEIGHT = 520;

    /** {@value WholeCall#TINY}, or the path of a model below the folder {@code -Dbenchmark.models}. */
    @Param({WholeCall.TINY, "fcn_resnet50_w8.onnx"})
    public String model;

    /** What a call may use, and how many there may be. */
    @Param
    public Calls calls;

    /** How processors are shared. */
    public enum Calls {
        /** As many calls as processors, of one thread each. */
        ONE_THREAD_EACH,
        /** As the library does unless it is told otherwise. */
        DEFAULT,
        /** One call after the other, each with every processor. */
        ONE_CALL
    }

    private BufferedImage photo;
    private Segmenter segmenter;

    /** Loads the model. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        byte[] bytes = model.equals(WholeCall.TINY)
                ? Graphs.bytes(WholeCall.TINY)
                : Files.readAllBytes(WholeCall.MODELS.resolve(model));
        photo = Photo.of(WIDTH, HEIGHT);
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder().preset(Preset.FCN_RESNET50);
        switch (calls) {
            case ONE_THREAD_EACH ->
                builder.threads(1).concurrentCalls(Runtime.getRuntime().availableProcessors());
            case ONE_CALL -> builder.concurrentCalls(1);
            case DEFAULT -> {}
        }
        segmenter = builder.load(bytes);
    }

    /** Releases native memory. */
    @TearDown(Level.Trial)
    public void close() {
        segmenter.close();
    }

    /** A request. */
    @Benchmark
    public LabelMap segment() {
        return segmenter.segment(photo);
    }
}
