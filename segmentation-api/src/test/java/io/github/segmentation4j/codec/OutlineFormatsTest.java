package io.github.segmentation4j.codec;

import static io.github.segmentation4j.codec.ParsedJson.array;
import static io.github.segmentation4j.codec.ParsedJson.integer;
import static io.github.segmentation4j.codec.ParsedJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.outline.Outlines;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Outlines read back from each format and painted again give the map. */
class OutlineFormatsTest {
    private static final ClassNames NAMES = ClassNames.of(
            IntStream.range(0, 400).mapToObj(label -> "class " + label).toList());
    private static final int[] COLORS =
            IntStream.range(0, 400).map(i -> i * 77_777).toArray();
    private static final AffineTransform NORTH_UP = new AffineTransform(0.25, 0, 0, -0.25, 500_000.125, 5_600_000.5);

    /** A region in the hole of a region in the hole of a region, and holes that touch the rings round them at corners. */
    private static final LabelMap NESTED =
            map("AAAAAAAAA", "ABBBBBBBA", "ABAAABABA", "ABABABBBA", "ABAAABABA", "ABBBBBABA", "ABABABBAA", "AAAAAAAAA");

    @TempDir
    Path folder;

    private static LabelMap map(String... rows) {
        int[] labels = String.join("", rows).chars().map(letter -> letter - 'A').toArray();
        return LabelMap.copyOf(rows[0].length(), rows.length, labels);
    }

    @Provide
    Arbitrary<LabelMap> maps() {
        return RandomMaps.upTo(399);
    }

    private static byte[] written(OutlineFormat format, LabelMap labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(Outlines.of(labels), out);
        return out.toByteArray();
    }

    private static String text(OutlineFormat format, LabelMap labels) throws IOException {
        return new String(written(format, labels), StandardCharsets.UTF_8);
    }

    private static double[] points(Object array) {
        return array(array).stream()
                .flatMap(point -> array(point).stream())
                .mapToDouble(ParsedJson::number)
                .toArray();
    }

    @Property(tries = 400)
    void geoJsonPaintedAgainIsTheMap(@ForAll("maps") LabelMap labels)
            throws IOException, NoninvertibleTransformException {
        for (AffineTransform transform :
                List.of(new AffineTransform(), NORTH_UP, new AffineTransform(0, 2, 3, 1, 7, 9))) {
            Painted painted = new Painted(labels.width(), labels.height());
            Map<String, Object> document =
                    object(ParsedJson.of(written(OutlineFormat.geoJson(NAMES, transform), labels)));
            assertEquals("FeatureCollection", document.get("type"));
            for (Object feature : array(document.get("features"))) {
                paintFeature(object(feature), transform.createInverse(), painted);
            }
            assertEquals(labels, painted.map());
        }
    }

    private static void paintFeature(Map<String, Object> feature, AffineTransform back, Painted painted) {
        Map<String, Object> properties = object(feature.get("properties"));
        Map<String, Object> geometry = object(feature.get("geometry"));
        assertEquals("Feature", feature.get("type"));
        assertEquals("Polygon", geometry.get("type"));
        List<Object> rings = array(geometry.get("coordinates"));
        double[][] corners = rings.stream().map(OutlineFormatsTest::points).toArray(double[][]::new);
        for (int i = 0; i < corners.length; i++) {
            assertSimpleAndClosed(array(rings.get(i)));
            assertEquals(i == 0 ? 1 : -1, Math.signum(signedArea(corners[i])));
        }
        int label = integer(properties.get("label"));
        assertEquals("class " + label, properties.get("name"));
        Path2D path = Painted.path(corners);
        path.transform(back);
        assertEquals(integer(properties.get("area")), painted.paint(label, path));
    }

    /** A linear ring of RFC 7946 ends where it began, and passes no other corner twice. */
    private static void assertSimpleAndClosed(List<Object> ring) {
        assertTrue(ring.size() >= 4);
        assertEquals(ring.get(0), ring.get(ring.size() - 1));
        Set<Object> different = new HashSet<>(ring);
        assertEquals(ring.size() - 1, different.size());
    }

    /** The trapezoid formula with y pointing up: positive counter-clockwise. */
    private static double signedArea(double[] closed) {
        double sum = 0;
        for (int i = 0; i + 3 < closed.length; i += 2) {
            sum += (closed[i] - closed[0] + closed[i + 2] - closed[0]) / 2 * (closed[i + 3] - closed[i + 1]);
        }
        return sum;
    }

    @Property(tries = 400)
    void labelmePaintedAgainIsTheMap(@ForAll("maps") LabelMap labels) throws IOException {
        Map<String, Object> document =
                object(ParsedJson.of(written(OutlineFormat.labelme(NAMES, "a \"b\".jpg"), labels)));
        assertEquals("a \"b\".jpg", document.get("imagePath"));
        assertEquals(labels.width(), integer(document.get("imageWidth")));
        assertEquals(labels.height(), integer(document.get("imageHeight")));
        assertTrue(document.containsKey("imageData"));
        assertTrue(((String) document.get("version")).matches("5\\.\\d+\\.\\d+"));
        assertEquals(Map.of(), document.get("flags"));
        Painted painted = new Painted(labels.width(), labels.height());
        for (Object element : array(document.get("shapes"))) {
            Map<String, Object> shape = object(element);
            assertEquals("polygon", shape.get("shape_type"));
            int label = Integer.parseInt(((String) shape.get("label")).substring("class ".length()));
            painted.paint(label, Painted.path(points(shape.get("points"))));
        }
        assertEquals(labels, painted.map());
    }

    @Property(tries = 400)
    void yoloPaintedAgainIsTheMap(@ForAll("maps") LabelMap labels) throws IOException {
        Painted painted = new Painted(labels.width(), labels.height());
        for (String line : text(OutlineFormat.yolo(NAMES), labels).lines().toList()) {
            assertTrue(line.matches("\\d+( [01]\\.\\d{6}){6,}"), line);
            String[] fields = line.split(" ", -1);
            double[] points = new double[fields.length - 1];
            for (int i = 0; i < points.length; i++) {
                points[i] = Double.parseDouble(fields[i + 1]) * (i % 2 == 0 ? labels.width() : labels.height());
                assertTrue(points[i] <= Math.max(labels.width(), labels.height()));
            }
            painted.paint(Integer.parseInt(fields[0]), Painted.path(points));
        }
        assertEquals(labels, painted.map());
    }

    @Property(tries = 400)
    void svgPaintedAgainIsTheMap(@ForAll("maps") LabelMap labels) throws Exception {
        Document document = parsed(written(OutlineFormat.svg(NAMES, label -> COLORS[label]), labels));
        Element root = document.getDocumentElement();
        assertEquals("0 0 " + labels.width() + " " + labels.height(), root.getAttribute("viewBox"));
        Painted painted = new Painted(labels.width(), labels.height());
        NodeList paths = root.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            assertEquals("evenodd", ((Element) path.getParentNode()).getAttribute("fill-rule"));
            int label = Integer.parseInt(path.getAttribute("data-label"));
            assertEquals(
                    "class " + label, path.getElementsByTagName("title").item(0).getTextContent());
            assertEquals(
                    COLORS[label] & 0xFFFFFF,
                    Integer.parseInt(path.getAttribute("fill").substring(1), 16));
            assertEquals(7, path.getAttribute("fill").length());
            painted.paint(label, svgPath(path.getAttribute("d")));
        }
        assertEquals(labels, painted.map());
    }

    private static Document parsed(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static Path2D svgPath(String data) {
        assertTrue(data.matches("(M\\d+ \\d+([HV]\\d+|L\\d+ \\d+)+Z)+"), data);
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        try (Scanner scanner = new Scanner(data)) {
            for (MatchResult command : scanner.findAll(Pattern.compile("([MHVLZ])(\\d*)(?: (\\d+))?"))
                    .toList()) {
                Point2D from = path.getCurrentPoint();
                int first = command.group(2).isEmpty() ? 0 : Integer.parseInt(command.group(2));
                switch (command.group(1)) {
                    case "M" -> path.moveTo(first, Integer.parseInt(command.group(3)));
                    case "L" -> path.lineTo(first, Integer.parseInt(command.group(3)));
                    case "H" -> path.lineTo(first, from.getY());
                    case "V" -> path.lineTo(from.getX(), first);
                    default -> path.closePath();
                }
            }
        }
        return path;
    }

    @Test
    void anExampleOfEach() throws IOException {
        LabelMap labels = map("BBB", "BAB", "BBB");
        ClassNames names = ClassNames.of("a", "b");
        assertEquals("""
                {"type":"FeatureCollection","features":[
                {"type":"Feature","id":1,"properties":{"label":1,"name":"b","area":8},"geometry":{"type":"Polygon",\
                "coordinates":[[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}}]}
                """, text(OutlineFormat.geoJson(names.ignoring(0)), labels));
        assertEquals("""
                {"version":"5.5.0","flags":{},"shapes":[
                {"label":"b","points":[[0,0],[3,0],[3,3],[0,3],[0,1],[1,1],[1,2],[2,2],[2,1],[1,1],[0,1]],\
                "group_id":null,"description":"","shape_type":"polygon","flags":{},"mask":null}],\
                "imagePath":"p.jpg","imageData":null,"imageHeight":3,"imageWidth":3}
                """, text(OutlineFormat.labelme(names.ignoring(0), "p.jpg"), labels));
        assertEquals("""
                0 0.333333 0.333333 0.666667 0.333333 0.666667 0.666667 0.333333 0.666667
                """, text(OutlineFormat.yolo(names.ignoring(1)), labels));
        assertEquals("""
                <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="3" height="3" \
                viewBox="0 0 3 3">
                <image xlink:href="p.jpg?a=1&amp;b=2" width="3" height="3"/>
                <g fill-rule="evenodd" shape-rendering="crispEdges" fill-opacity="0.5">
                <path fill="#00000a" data-label="1" d="M0 0H3V3H0ZM1 1V2H2V1Z"><title>b</title></path>
                </g>
                </svg>
                """, text(OutlineFormat.svg(names.ignoring(0), label -> 9 + label, "p.jpg?a=1&b=2"), labels));
    }

    @Test
    void holesTouchingRingsAndEachOther() throws Exception {
        geoJsonPaintedAgainIsTheMap(NESTED);
        labelmePaintedAgainIsTheMap(NESTED);
        yoloPaintedAgainIsTheMap(NESTED);
        svgPaintedAgainIsTheMap(NESTED);
    }

    @Test
    void textsThatXmlWouldMisread() throws Exception {
        String name = "<a> & \"b\"\n\t]]>\uD83D\uDC2A";
        ClassNames names = ClassNames.of(name);
        Document document = parsed(written(OutlineFormat.svg(names, label -> 1, name), map("A")));
        assertEquals(name, document.getElementsByTagName("title").item(0).getTextContent());
        Element image = (Element) document.getElementsByTagName("image").item(0);
        assertEquals(name, image.getAttribute("xlink:href"));
        Document replaced =
                parsed(written(OutlineFormat.svg(ClassNames.of("\u0000\uD800x\uFFFF"), label -> 1), map("A")));
        assertEquals(
                "\uFFFD\uFFFDx\uFFFD",
                replaced.getElementsByTagName("title").item(0).getTextContent());
    }

    @Test
    void labelsWithoutANameAreRefusedAndIgnoredOnesLeftOut() throws IOException {
        LabelMap labels = map("ABC");
        ClassNames two = ClassNames.of("a", "b");
        Path file = folder.resolve("file");
        for (OutlineFormat format : formats(two)) {
            IllegalArgumentException error =
                    assertThrows(IllegalArgumentException.class, () -> format.write(Outlines.of(labels), file));
            assertTrue(error.getMessage().startsWith("Label 2 has no name among the 2"), error.getMessage());
            assertFalse(Files.exists(file));
        }
        for (OutlineFormat format : formats(two.ignoring(2))) {
            format.write(Outlines.of(labels), file);
            assertEquals(text(format, labels), Files.readString(file));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    private static List<OutlineFormat> formats(ClassNames names) {
        return List.of(
                OutlineFormat.geoJson(names),
                OutlineFormat.labelme(names, "a.jpg"),
                OutlineFormat.svg(names, label -> 1 + label),
                OutlineFormat.yolo(names));
    }

    @Test
    void wrongArguments() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OutlineFormat.geoJson(NAMES, new AffineTransform(1, 2, 2, 4, 0, 0)));
        assertThrows(NullPointerException.class, () -> OutlineFormat.labelme(NAMES, null));
    }

    @Test
    void theTransformGivenIsCopied() throws IOException {
        AffineTransform transform = AffineTransform.getScaleInstance(2, 2);
        OutlineFormat format = OutlineFormat.geoJson(NAMES, transform);
        transform.scale(5, 5);
        assertTrue(text(format, map("A")).contains("[[[0,0],[2,0],[2,2],[0,2],[0,0]]]"));
    }
}
