package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The resizes by rows against their slow twins, whole and in bands, and the horizontal pass of this machine. */
class FastResizeProperties {

    @Property(tries = 600)
    void everyByteEqualsTheSlowTwins(
            @ForAll("sizes") ImageSize source,
            @ForAll("sizes") ImageSize target,
            @ForAll("onBytes") Resampling filter,
            @ForAll long seed) {
        RgbImage image = RgbImage.noise(source.width(), source.height(), seed);
        RgbImage expected = SlowResize.resized(image, target, filter);
        assertArrayEquals(expected.bytes(), image.resized(target, filter).bytes());
    }

    @Property(tries = 300)
    void everyFloatEqualsTheSlowTwins(
            @ForAll("sizes") ImageSize source,
            @ForAll("sizes") ImageSize target,
            @ForAll("onFloats") Resampling filter,
            @ForAll long seed) {
        RgbImage image = RgbImage.noise(source.width(), source.height(), seed);
        float[] scaled = new SampleTables(Normalization.imageNet(), ProcessorBackend.PIL, ElementType.FLOAT32).scaled();
        float[][] values = {scaled, scaled, scaled};
        PyTorchResize resize = PyTorchResize.of(source, target, filter, values);
        for (int color = 0; color < 3; color++) {
            float[][] expected = SlowPyTorchResize.resized(plane(image, values[color], color), target, filter);
            int checked = color;
            resize.resizer().run(image::readPixels, 0, target.height(), (y, planes) -> {
                assertArrayEquals(expected[y], planes[checked], "row " + y);
            });
        }
    }

    private static float[][] plane(RgbImage image, float[] values, int color) {
        float[][] plane = new float[image.height()][image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                plane[y][x] = values[image.sample(x, y, color)];
            }
        }
        return plane;
    }

    /** One resizer after the other, each with what the bands before have left in its scratch memory. */
    @Property(tries = 400)
    void bandsInAnyOrderMakeTheWhole(
            @ForAll("sizes") ImageSize source,
            @ForAll("sizes") ImageSize target,
            @ForAll("onBytes") Resampling filter,
            @ForAll @IntRange(min = 1, max = 20) int bandRows,
            @ForAll long seed) {
        RgbImage image = RgbImage.noise(source.width(), source.height(), seed);
        byte[] whole = image.resized(target, filter).bytes();
        RowResizer<SampleRow> resizer =
                ByteResize.of(source, target, filter, RgbImage.CHANNELS).resizer();
        int last = (target.height() - 1) / bandRows;
        for (int band = last; band >= 0; band--) {
            int from = band * bandRows;
            int to = Math.min(target.height(), from + bandRows);
            int[] next = {from};
            resizer.run(image::readPixels, from, to, (y, row) -> {
                assertEquals(next[0]++, y);
                for (int i = 0; i < target.width() * 3; i++) {
                    int sample = row.values()[i % 3][i / 3] >> row.shifts()[i % 3] & 0xFF;
                    assertEquals(whole[y * target.width() * 3 + i] & 0xFF, sample);
                }
            });
            assertEquals(to, next[0]);
        }
    }

    /** By SIMD where this test runs with the vector module. */
    @Property(tries = 400)
    void sumsAreThoseOfAPlainLoop(
            @ForAll @IntRange(min = 1, max = 70) int sourceWidth,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = -5, max = 5) int start,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] pixels = random.ints(sourceWidth).toArray();
        int[] least = new int[width];
        int[] most = new int[width];
        int longest = Math.min(sourceWidth, 9);
        for (int x = 0; x < width; x++) {
            int length = 1 + random.nextInt(longest);
            least[x] = random.nextInt(sourceWidth - length + 1);
            most[x] = least[x] + length - 1;
        }
        ColumnWindows windows = ColumnWindows.of(least, most, sourceWidth);
        int[][] weights = new int[windows.length()][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.ints(width).toArray();
        }
        int[][] sums = new int[3][width];
        ColumnSums.fastest().add(pixels, new IntColumns(windows, weights), start, sums, new int[width]);
        for (int x = 0; x < width; x++) {
            for (int color = 0; color < 3; color++) {
                int expected = start;
                for (int i = 0; i < weights.length; i++) {
                    int pixel = pixels[windows.columns()[i][x]];
                    expected += (pixel >> (16 - 8 * color) & 0xFF) * weights[i][x];
                }
                assertEquals(expected, sums[color][x]);
            }
        }
    }

    @Provide
    Arbitrary<ImageSize> sizes() {
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 40)),
                Tuple.of(1, Arbitraries.integers().between(41, 150)));
        return Combinators.combine(lengths, lengths).as(ImageSize::new);
    }

    @Provide
    Arbitrary<Resampling> onBytes() {
        return Arbitraries.of(Resampling.class).filter(filter -> !PyTorchResize.isFor(filter));
    }

    @Provide
    Arbitrary<Resampling> onFloats() {
        return Arbitraries.of(Resampling.class).filter(PyTorchResize::isFor);
    }
}
