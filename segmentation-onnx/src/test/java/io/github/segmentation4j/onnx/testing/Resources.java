package io.github.segmentation4j.onnx.testing;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Test resources, read by what they are. */
public final class Resources {
    private Resources() {}

    public static boolean exists(String path) {
        return Resources.class.getResource(path) != null;
    }

    public static Path file(String path) {
        try {
            return Path.of(Resources.class.getResource(path).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static BufferedImage image(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            return ImageIO.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table that is a JSON array of objects. */
    public static List<JsonObject> table(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            JsonArray rows = JsonParser.array().from(in);
            return rows.stream().map(JsonObject.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonParserException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
