package io.github.segmentation4j.examples.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ImageRegions;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of docs/use-cases.md as it stands there, on images that are drawn here. */
class UseCasesTest {
    private static final Path PAGE =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("docs/use-cases.md");

    @TempDir
    private Path folder;

    private static Path model(String name) throws URISyntaxException {
        return Path.of(
                UseCasesTest.class.getResource("/use-cases/" + name + ".onnx").toURI());
    }

    /**
     * Runs a block of the page, files that it names taken from the test's folder.
     *
     * @param block its number, from 0 on
     * @param values what the variables hold that a reader has declared
     * @return what it prints
     */
    private String run(int block, Map<String, Object> values) throws Exception {
        List<MatchResult> blocks = DocumentedCodeTest.JAVA_BLOCK
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
        assertEquals(4, blocks.size());
        String before = DocumentedCodeTest.BEFORE.replace("Path photo;", "Path photo; Path folder; PrintStream out;");
        String code = blocks.get(block)
                .group(1)
                .replace("Path.of(", "folder.resolve(")
                .replace("System.out.", "out.");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectory(folder.resolve("classes"));
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString()),
                        null,
                        List.of(new DocumentedCodeTest.Source("Block", before + code + DocumentedCodeTest.AFTER)))
                .call();
        assertTrue(compiled, "what is wrong stands on standard error");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, UseCasesTest.class.getClassLoader());
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Class<?> type = loader.loadClass("Block");
            var maker = type.getDeclaredConstructor();
            maker.setAccessible(true);
            Object instance = maker.newInstance();
            set(instance, "folder", folder);
            set(instance, "out", out);
            for (Map.Entry<String, Object> value : values.entrySet()) {
                set(instance, value.getKey(), value.getValue());
            }
            Method method = type.getDeclaredMethod("run");
            method.setAccessible(true);
            method.invoke(instance);
        } catch (InvocationTargetException e) {
            throw new AssertionError(code, e.getCause());
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static void set(Object instance, String name, Object value) throws ReflectiveOperationException {
        Field field = instance.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(instance, value);
    }

    private static Graphics2D pen(BufferedImage image, Color background) {
        Graphics2D pen = image.createGraphics();
        pen.setColor(background);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        return pen;
    }

    private static BufferedImage street() {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = pen(image, new Color(130, 190, 250));
        pen.setColor(new Color(40, 140, 40));
        pen.fillRect(0, 60, 320, 60);
        pen.setColor(new Color(128, 128, 128));
        pen.fillRect(0, 120, 320, 80);
        pen.setColor(new Color(200, 20, 20));
        pen.fillRect(40, 100, 60, 30);
        pen.fillRect(200, 130, 80, 40);
        pen.dispose();
        return image;
    }

    @Test
    void aRobotHasItsAnswersOrKnowsThatThereAreNone() throws Exception {
        String printed = run(0, Map.of("model", demonstration(), "image", street()));
        assertTrue(printed.matches("p99: \\d+ ms of 200\\R"), printed);
    }

    /** The network that travels with the command line. */
    private static Path demonstration() {
        return PAGE.resolveSibling(
                        "../examples/command-line/src/main/resources/io/github/segmentation4j/examples/segment/demo-model")
                .normalize();
    }

    /** Three lines of three words each. */
    @Test
    void linesOfHandwritingAreRegions() throws Exception {
        BufferedImage image = new BufferedImage(1240, 700, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = pen(image, new Color(240, 240, 240));
        pen.setColor(new Color(30, 30, 30));
        pen.setStroke(new BasicStroke(5));
        for (int y : new int[] {100, 300, 500}) {
            for (int word = 0; word < 3; word++) {
                for (int x = 100 + 220 * word; x < 300 + 220 * word; x += 20) {
                    pen.drawLine(x, y + 40, x + 10, y);
                    pen.drawLine(x + 10, y, x + 20, y + 40);
                }
            }
        }
        pen.dispose();
        List<String> lines = run(1, Map.of("model", model("handwriting"), "image", image))
                .lines()
                .toList();
        assertEquals(3, lines.size(), lines::toString);
        for (String line : lines) {
            assertTrue(line.matches("line at 9\\d, \\d+: 6\\d\\dx\\d\\d, ink 0[.,]\\d\\d"), line);
        }
    }

    /** Two cars, in the metres of a world file of half a metre a pixel. */
    @Test
    void carsOfAStreetHaveTheirPlaceOnTheMap() throws Exception {
        Files.write(folder.resolve("street.pgw"), List.of("0.5", "0", "0", "-0.5", "500000.25", "5199999.75"));
        run(2, Map.of("model", model("street"), "image", street()));
        String cars = Files.readString(folder.resolve("street.geojson"));

        assertEquals(2, cars.split("\"name\": ?\"car\"", -1).length - 1, cars);
        assertTrue(cars.replace(" ", "").contains("[500020,5199950]"), cars);
        assertTrue(cars.replace(" ", "").contains("[500140,5199915]"), cars);
    }

    /** 600 x 400 pixels of half a micrometre, of which 100 x 50 are dense: 5,000 times a quarter of a square micrometre. */
    @Test
    void denseTissueHasAnArea() throws Exception {
        BufferedImage image = new BufferedImage(600, 400, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster samples = image.getRaster();
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 600; x++) {
                boolean tissue = x >= 100 && x < 500 && y >= 100 && y < 350;
                boolean dense = x >= 200 && x < 300 && y >= 230 && y < 280;
                samples.setSample(x, y, 0, dense ? 60_000 : tissue ? 30_000 : 2_000);
            }
        }
        Path photo = folder.resolve("slide.tif");
        ImageIO.write(image, "tiff", photo.toFile());

        String printed = run(3, Map.of("model", model("slide"), "photo", photo));

        assertTrue(printed.replace(',', '.').startsWith("dense tissue: 0.0013 square millimetres"), printed);
        try (ImageRegions labels = ImageRegions.open(folder.resolve("slide-labels.tif"))) {
            assertEquals(0x602080, labels.read(250, 250, 1, 1).getRGB(0, 0) & 0xFFFFFF);
            assertEquals(0xE090C0, labels.read(120, 120, 1, 1).getRGB(0, 0) & 0xFFFFFF);
        }
        assertTrue(Files.readString(folder.resolve("slide-labels.tif.aux.xml")).contains("dense tissue"));
    }
}
