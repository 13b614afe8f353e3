package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.engine.argmax.LabelSink;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/** What the confidence of every pixel costs beyond its label, after the run of the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConfidenceCost {
    /** Classes, width and height of the scores, width and height of the image. */
    @Param({"21x65x65-520x520", "150x128x128-512x512", "19x256x128-2048x1024"})
    public String size;

    /** What the scores look like. */
    @Param({"SMOOTH", "BUSY", "NOISE"})
    public String scores;

    /** The most threads that may be used. */
    @Param({"1", "2"})
    public int threads;

    private Ours ours;

    /** Makes the scores. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] numbers = size.split("[x-]", -1);
        int classes = Integer.parseInt(numbers[0]);
        int width = Integer.parseInt(numbers[1]);
        int height = Integer.parseInt(numbers[2]);
        ByteBuffer values = Scores.of(Scores.Kind.valueOf(scores), classes, width, height);
        ours = new Ours(
                values, classes, width, height, Integer.parseInt(numbers[3]), Integer.parseInt(numbers[4]), threads);
    }

    /** The labels alone. */
    @Benchmark
    public LabelSink labels() {
        return ours.run();
    }

    /** The labels and how sure the network is of each. */
    @Benchmark
    public float[] labelsWithConfidence() {
        return ours.runWithConfidence();
    }
}
