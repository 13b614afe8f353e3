package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.internal.compute.Bands;
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

/** How long the memory of this machine takes to copy so many bytes: each is read once and written once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MemoryFloor {
    private static final int PART = 1 << 18;

    /** Bytes copied. */
    @Param({"2000000", "23000000", "160000000"})
    public int bytes;

    /** The threads that copy. */
    @Param({"1", "4"})
    public int threads;

    private byte[] source;
    private byte[] target;

    /** Touches every page. */
    @Setup(Level.Trial)
    public void prepare() {
        source = new byte[bytes];
        target = new byte[bytes];
    }

    /** Copies all bytes. */
    @Benchmark
    public byte[] copy() {
        Bands.run(bytes, PART, threads, (worker, from, to) -> System.arraycopy(source, from, target, from, to - from));
        return target;
    }
}
