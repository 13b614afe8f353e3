package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.internal.tiff.DrawnPart;
import io.github.segmentation4j.internal.tiff.WrittenTiff;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Kind;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Layout;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Packing;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Rectangles of TIFF files in every layout are those of the picture as it is read whole. */
class ImageRegionsProperties {
    private static final int REGIONS = 6;

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("regions", ".tif");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<Layout> layouts() {
        Arbitrary<Integer> tileSides = Arbitraries.of(16, 32, 48);
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.of(Pixels.values()),
                        Arbitraries.of(Packing.values()),
                        Combinators.combine(
                                        Arbitraries.integers().between(1, 90),
                                        Arbitraries.integers().between(1, 90))
                                .as((width, height) -> new int[] {width, height}),
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 48),
                                        tileSides,
                                        Arbitraries.integers().between(1, 40))
                                .as((choice, side, rows) ->
                                        choice < 24 ? new int[] {side, 16 + side % 32} : new int[] {0, rows}),
                        Combinators.combine(
                                        Arbitraries.of(true, false),
                                        Arbitraries.of(true, false),
                                        Arbitraries.integers().between(0, 8))
                                .as((planar, predicted, orientation) ->
                                        new int[] {planar ? 1 : 0, predicted ? 1 : 0, orientation}),
                        Arbitraries.randomValue(Random::nextLong))
                .as((kind, pixels, packing, size, part, choices, seed) -> new Layout(
                                kind,
                                pixels,
                                packing,
                                size[0],
                                size[1],
                                part[0],
                                part[1],
                                choices[0] == 1,
                                choices[1] == 1,
                                choices[2],
                                seed)
                        .sound());
    }

    /** A cache of nothing, of a part or two, and of all. */
    @Provide
    Arbitrary<Long> caches() {
        return Arbitraries.of(0L, 4_000L, 1L << 20);
    }

    @Property(tries = 600)
    void rectanglesAreThoseOfTheWhole(@ForAll("layouts") Layout layout, @ForAll("caches") long cache)
            throws IOException {
        Files.write(file, WrittenTiff.of(layout));
        BufferedImage whole = Photos.read(file);
        Random random = new Random(layout.seed());
        try (ImageRegions regions = ImageRegions.open(file, PhotoLimits.DEFAULT, cache)) {
            assertEquals(whole.getWidth(), regions.width());
            assertEquals(whole.getHeight(), regions.height());
            assertEquals(1, regions.levels().size());
            for (int i = 0; i < REGIONS; i++) {
                int x = random.nextInt(whole.getWidth());
                int y = random.nextInt(whole.getHeight());
                int width = 1 + random.nextInt(whole.getWidth() - x);
                int height = 1 + random.nextInt(whole.getHeight() - y);
                assertSame(whole, x, y, regions.read(x, y, width, height));
            }
            assertSame(whole, 0, 0, regions.read(0, 0, whole.getWidth(), whole.getHeight()));
        }
    }

    static void assertSame(BufferedImage whole, int x, int y, BufferedImage region) {
        assertEquals(whole.getType(), region.getType());
        assertEquals(whole.getColorModel(), region.getColorModel());
        int width = region.getWidth();
        int height = region.getHeight();
        assertArrayEquals(
                whole.getRaster().getPixels(x, y, width, height, (int[]) null),
                region.getRaster().getPixels(0, 0, width, height, (int[]) null),
                () -> width + "x" + height + " at " + x + ", " + y);
    }

    /** The decoder that both share, held against the samples that were drawn. */
    @Property(tries = 300)
    void samplesAreThoseThatWereWritten(@ForAll("layouts") Layout drawn) throws IOException {
        Layout layout = drawn.sized(drawn.width(), drawn.height());
        Files.write(file, WrittenTiff.of(layout));
        if (layout.packing() == Packing.JPEG) {
            return; // Its samples come back about as they were.
        }
        try (ImageRegions regions = ImageRegions.open(file)) {
            int x = layout.width() / 3;
            int y = layout.height() / 4;
            BufferedImage region = regions.read(x, y, layout.width() - x, layout.height() - y);
            for (int row = 0; row < region.getHeight(); row++) {
                for (int column = 0; column < region.getWidth(); column++) {
                    for (int band = 0; band < region.getRaster().getNumBands(); band++) {
                        int sample = DrawnPart.sample(layout, x + column, y + row, band);
                        boolean real = layout.pixels() == Pixels.FLOAT;
                        assertEquals(
                                real ? Math.max(0, Math.min(255, (int) Float.intBitsToFloat(sample))) : sample,
                                region.getRaster().getSample(column, row, band));
                    }
                }
            }
        }
    }

    @Property(tries = 300)
    void bandsAreAllSamplesAsTheyWereWritten(@ForAll("layouts") Layout drawn, @ForAll("caches") long cache)
            throws IOException {
        Layout layout = drawn.sized(drawn.width(), drawn.height());
        Files.write(file, WrittenTiff.of(layout));
        boolean numbers = !List.of(Pixels.BILEVEL, Pixels.FLOAT, Pixels.PALETTE).contains(layout.pixels());
        try (ImageRegions regions = ImageRegions.open(file, PhotoLimits.DEFAULT, cache)) {
            int x = layout.width() / 4;
            int y = layout.height() / 3;
            int width = layout.width() - x;
            int height = layout.height() - y;
            if (!numbers || (layout.packing() == Packing.JPEG && layout.pixels() == Pixels.RGB)) {
                assertThrows(InvalidImageException.class, () -> regions.readBands(x, y, width, height));
                return;
            }
            regions.read(x, y, width, height);
            BufferedImage bands = regions.readBands(x, y, width, height);
            assertEquals(layout.pixels().samples(), bands.getRaster().getNumBands());
            int[] pixel = new int[layout.pixels().samples()];
            for (int i = 0; i < width * height && layout.packing() != Packing.JPEG; i++) {
                int column = i % width;
                int row = i / width;
                bands.getRaster().getPixel(column, row, pixel);
                for (int band = 0; band < pixel.length; band++) {
                    assertEquals(DrawnPart.sample(layout, x + column, y + row, band), pixel[band]);
                }
            }
        }
    }

    @Property(tries = 100)
    void levelsAreSubIfdsAndPagesOfReducedResolution(@ForAll("layouts") Layout drawn) throws IOException {
        Layout full = drawn.sized(90, 70);
        Layout half = drawn.sized(45, 35);
        Layout quarter = drawn.sized(23, 18);
        Layout stranger = drawn.sized(23, 40);
        for (boolean children : new boolean[] {true, false}) {
            List<Layout> others = List.of(quarter, stranger, half);
            Files.write(file, WrittenTiff.of(half));
            BufferedImage alone = Photos.read(file);
            Files.write(file, WrittenTiff.of(full, children ? others : List.of(), children ? List.of() : others));
            try (ImageRegions regions = ImageRegions.open(file)) {
                assertEquals(
                        List.of(90, 45, 23),
                        regions.levels().stream().map(ImageRegions::width).toList());
                assertEquals(18, regions.levels().get(2).height());
                assertSame(alone, 5, 6, regions.levels().get(1).read(5, 6, 40, 29));
            }
        }
    }

    /** The pages in tiles of the same slide, and neither its thumbnail nor its label nor its overview; sums as tifffile has them. */
    @Example
    void levelsOfAnAperioSlideAreItsPagesInTiles() throws URISyntaxException {
        Path slide = Path.of(
                ImageRegionsProperties.class.getResource("/slide/slide.svs").toURI());
        try (ImageRegions regions = ImageRegions.open(slide)) {
            List<ImageRegions> levels = regions.levels();
            assertEquals(
                    List.of("80x64", "40x32", "20x16"),
                    levels.stream()
                            .map(level -> level.width() + "x" + level.height())
                            .toList());
            assertEquals(
                    List.of(1_974_801L, 488_765L, 123_540L),
                    levels.stream().map(ImageRegionsProperties::sum).toList());
            assertEquals(0x06_8B_31, levels.get(1).read(7, 5, 1, 1).getRGB(0, 0) & 0xFFFFFF);
            assertEquals(2, levels.get(1).levels().size());
        }
    }

    private static long sum(ImageRegions image) {
        BufferedImage pixels = image.read(0, 0, image.width(), image.height());
        long sum = 0;
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                int rgb = pixels.getRGB(x, y);
                sum += (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
            }
        }
        return sum;
    }
}
