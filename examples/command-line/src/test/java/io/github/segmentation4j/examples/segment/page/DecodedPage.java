package io.github.segmentation4j.examples.segment.page;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page taken apart again, by means of its own: elements by the JDK's parser of XML, data by nanojson.
 *
 * @param document the elements, without the text of scripts and styles
 * @param settings the settings
 * @param photos the photos
 */
public record DecodedPage(Document document, JsonObject settings, List<DecodedPhoto> photos) {
    private static final Pattern RAW_TEXT = Pattern.compile("(<(script|style)[^>]*>)(.*?)(</\\2>)", Pattern.DOTALL);

    /** A photo of a page; confidences are null where there are none. */
    public record DecodedPhoto(
            String name, int width, int height, BufferedImage jpeg, int[] labels, int[] confidence) {}

    /** Takes a page apart. */
    public static DecodedPage of(String html) throws IOException {
        List<DecodedPhoto> photos = new ArrayList<>();
        JsonObject settings = null;
        Matcher matcher = RAW_TEXT.matcher(html);
        while (matcher.find()) {
            if (matcher.group(1).contains("id=\"settings\"")) {
                settings = json(matcher.group(3));
            } else if (matcher.group(1).contains("class=\"photo\"")) {
                photos.add(photo(json(matcher.group(3))));
            }
        }
        return new DecodedPage(parse(matcher.replaceAll("$1$4")), settings, photos);
    }

    List<String> classNames() {
        JsonArray classes = settings.getArray("classes");
        return classes.stream()
                .map(each -> ((JsonObject) each).getString("name"))
                .toList();
    }

    private static JsonObject json(String text) throws IOException {
        try {
            return JsonParser.object().from(text);
        } catch (JsonParserException e) {
            throw new IOException(text, e);
        }
    }

    private static Document parse(String markup) throws IOException {
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser.parse(new InputSource(new StringReader(markup)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static DecodedPhoto photo(JsonObject json) throws IOException {
        int width = json.getInt("width");
        int height = json.getInt("height");
        byte[] jpeg = Base64.getDecoder().decode(json.getString("jpeg"));
        String confidence = json.getString("confidence");
        return new DecodedPhoto(
                json.getString("name"),
                width,
                height,
                ImageIO.read(new ByteArrayInputStream(jpeg)),
                labels(Base64.getDecoder().decode(json.getString("labels")), width * height),
                confidence == null ? null : confidence(Base64.getDecoder().decode(confidence), width, height));
    }

    private static int[] labels(byte[] runs, int pixels) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = 0; at < runs.length; at++) {
            int number = 0;
            int shift = 0;
            for (; runs[at] < 0; at++, shift += 7) {
                number |= (runs[at] & 127) << shift;
            }
            numbers.add(number | runs[at] << shift);
        }
        int[] labels = new int[pixels];
        int pixel = 0;
        for (int i = 0; i < numbers.size(); i += 2) {
            for (int rest = numbers.get(i + 1); rest > 0; rest--) {
                labels[pixel++] = numbers.get(i);
            }
        }
        if (pixel != pixels) {
            throw new AssertionError("runs of " + pixel + " pixels in a map of " + pixels);
        }
        return labels;
    }

    private static int[] confidence(byte[] deflated, int width, int height) throws IOException {
        int[][] steps = new int[height + 1][width + 1];
        try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            for (int y = 1; y <= height; y++) {
                for (int x = 1; x <= width; x++) {
                    int expected = steps[y][x - 1] + steps[y - 1][x] - steps[y - 1][x - 1];
                    steps[y][x] = Math.floorMod(inflated.read() + expected, 256);
                }
            }
            if (inflated.read() != -1) {
                throw new AssertionError("more confidences than pixels");
            }
        }
        int[] flat = new int[width * height];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = steps[1 + i / width][1 + i % width];
        }
        return flat;
    }
}
