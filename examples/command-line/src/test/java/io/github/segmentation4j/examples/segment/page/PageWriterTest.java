package io.github.segmentation4j.examples.segment.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What stands in a page, as an independent reader finds it. */
class PageWriterTest {
    private static final List<PageClass> THREE = List.of(
            new PageClass("background", 0x000000, false),
            new PageClass("cat", 0xE69F00, true),
            new PageClass("dog", 0x56B4E9, true));

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static List<PageClass> classes(int count) {
        return IntStream.range(0, count)
                .mapToObj(label -> new PageClass("class " + label, label, true))
                .toList();
    }

    private interface Photos {
        void addTo(PageWriter page) throws IOException;
    }

    private static String page(List<PageClass> classes, Photos photos) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter page = PageWriter.begin(out, classes, 0.5)) {
            photos.addTo(page);
            page.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DecodedPage.DecodedPhoto only(List<PageClass> classes, Photos photo) throws IOException {
        List<DecodedPage.DecodedPhoto> photos =
                DecodedPage.of(page(classes, photo)).photos();
        assertEquals(1, photos.size());
        return photos.get(0);
    }

    @Property(tries = 100)
    void labelsAndConfidencesAreReadBackExactly(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 1000) int classCount,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        int stretch = 1 + random.nextInt(200);
        int[] labels = new int[width * height];
        float[] confidence = new float[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % stretch == 0 ? random.nextInt(classCount) : labels[i - 1];
            confidence[i] = random.nextFloat();
        }

        var photo = only(
                classes(classCount),
                page -> page.add(
                        "photo",
                        blank(width, height),
                        LabelMap.copyOf(width, height, labels),
                        Optional.of(ConfidenceMap.copyOf(width, height, confidence))));

        assertEquals(width, photo.width());
        assertEquals(height, photo.height());
        assertArrayEquals(labels, photo.labels());
        for (int i = 0; i < confidence.length; i++) {
            assertEquals(confidence[i], photo.confidence()[i] / 255.0, 0.5 / 255 + 1e-6);
        }
    }

    @Test
    void checkerboardsAndLongRunsAreReadBack() throws IOException {
        int side = 300;
        int[] board = IntStream.range(0, side * side)
                .map(i -> (i / side + i % side) % 2)
                .toArray();
        int[] plain = IntStream.range(0, side * side).map(i -> 2).toArray();

        for (int[] labels : List.of(board, plain)) {
            var photo = only(
                    THREE,
                    page -> page.add(
                            "photo", blank(side, side), LabelMap.copyOf(side, side, labels), Optional.empty()));
            assertArrayEquals(labels, photo.labels());
            assertNull(photo.confidence());
        }
    }

    @Test
    void namesOfAnyKindStayText() throws IOException {
        List<String> names = List.of(
                "</script><script>alert(1)</script>",
                "<!-- a",
                "\"quoted\" & 'single'",
                "\\ \n \t \u2028",
                "été 🐫",
                "]]>");
        List<PageClass> classes =
                names.stream().map(name -> new PageClass(name, 0, true)).toList();

        String html = page(classes, page -> {
            for (String name : names) {
                page.add(name, blank(1, 1), LabelMap.copyOf(1, 1, new int[1]), Optional.empty());
            }
        });
        DecodedPage page = DecodedPage.of(html);

        assertEquals(names, page.classNames());
        assertEquals(
                names,
                page.photos().stream().map(DecodedPage.DecodedPhoto::name).toList());
        assertEquals(names.get(0), PageMarkup.of(page.document()).photoNames().get(0));
        assertEquals(2 + names.size(), html.split("</script>", -1).length - 1, "scripts: settings, photos, program");
        assertFalse(html.contains("<!-- a"));
    }

    @Test
    void settingsHoldOpacityColorsAndWhatIsDrawn() throws IOException {
        JsonObject settings =
                DecodedPage.of(page(THREE, page -> addRow(page, "a", 1))).settings();

        assertEquals(0.5, settings.getDouble("alpha"));
        assertEquals("#e69f00", settings.getArray("classes").getObject(1).getString("color"));
        assertTrue(settings.getArray("classes").getObject(1).getBoolean("drawn"));
        assertFalse(settings.getArray("classes").getObject(0).getBoolean("drawn"));
    }

    private static void addRow(PageWriter page, String name, int... labels) throws IOException {
        page.add(name, blank(labels.length, 1), LabelMap.copyOf(labels.length, 1, labels), Optional.empty());
    }

    @Test
    void photosKeepTheirColorsWhateverTheirType() throws IOException {
        int side = 16;
        BufferedImage gray = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage transparent = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        BufferedImage red = blank(side, side);
        for (int i = 0; i < side * side; i++) {
            gray.getRaster().setSample(i % side, i / side, 0, 90);
            red.setRGB(i % side, i / side, 0xC02010);
        }
        LabelMap labels = LabelMap.copyOf(side, side, new int[side * side]);
        List<BufferedImage> photos = List.of(gray, transparent, red);
        List<Color> expected = List.of(new Color(90, 90, 90), Color.WHITE, new Color(0xC02010));

        for (int i = 0; i < photos.size(); i++) {
            BufferedImage photo = photos.get(i);
            BufferedImage jpeg = only(THREE, page -> page.add("photo", photo, labels, Optional.empty()))
                    .jpeg();
            Color found = new Color(jpeg.getRGB(side / 2, side / 2));
            int tolerance = 3;
            assertEquals(expected.get(i).getRed(), found.getRed(), tolerance);
            assertEquals(expected.get(i).getGreen(), found.getGreen(), tolerance);
            assertEquals(expected.get(i).getBlue(), found.getBlue(), tolerance);
        }
    }

    @Test
    void aLargePhotoIsScaledDownAndItsLabelsAreNot() throws IOException {
        int width = 3 * PhotoJpeg.LONGEST_SIDE;
        BufferedImage halves = blank(width, 30);
        halves.createGraphics().fillRect(width / 2, 0, width / 2, 30);
        int[] labels = IntStream.range(0, width * 30).map(i -> i % 3).toArray();

        var photo =
                only(THREE, page -> page.add("photo", halves, LabelMap.copyOf(width, 30, labels), Optional.empty()));

        assertEquals(PhotoJpeg.LONGEST_SIDE, photo.jpeg().getWidth());
        assertEquals(10, photo.jpeg().getHeight());
        assertEquals(0, photo.jpeg().getRGB(100, 5) & 0xFF, 3);
        assertEquals(255, photo.jpeg().getRGB(PhotoJpeg.LONGEST_SIDE - 100, 5) & 0xFF, 3);
        assertEquals(width, photo.width());
        assertArrayEquals(labels, photo.labels());
    }

    @Test
    void eachPhotoIsHandedOnBeforeTheNext() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter page = PageWriter.begin(out, THREE, 0.5)) {
            for (int photo = 0; photo < 5; photo++) {
                sizes.add(out.size());
                addRow(page, "same", 0, 1, 2);
            }
            sizes.add(out.size());
        }

        int step = sizes.get(1) - sizes.get(0);
        assertTrue(step > 0);
        for (int i = 1; i < sizes.size(); i++) {
            assertEquals(step, sizes.get(i) - sizes.get(i - 1));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAByteIsWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter page = PageWriter.begin(out, THREE, 0.5)) {
            int before = out.size();
            LabelMap two = LabelMap.copyOf(2, 1, new int[2]);

            assertThrows(IllegalArgumentException.class, () -> addRow(page, "unknown class", 3));
            assertThrows(
                    IllegalArgumentException.class, () -> page.add("other size", blank(1, 1), two, Optional.empty()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> page.add(
                            "other confidence",
                            blank(2, 1),
                            two,
                            Optional.of(ConfidenceMap.copyOf(1, 1, new float[1]))));
            assertEquals(before, out.size());
        }
    }

    @Test
    void pagesWithoutClassesOrWithAnImpossibleOpacityAreRefused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThrows(IllegalArgumentException.class, () -> PageWriter.begin(out, List.of(), 0.5));
        for (double alpha : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> PageWriter.begin(out, THREE, alpha));
        }
        assertThrows(IllegalArgumentException.class, () -> new PageClass("white", 0x1000000, true));
    }
}
