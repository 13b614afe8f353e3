package io.github.segmentation4j.examples.segment.convert;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file of annotations in JSON, whose members are asked for by name; a missing or wrong one is an error that names it. */
final class Annotations {
    private final Path file;
    private final JsonObject root;

    private Annotations(Path file, JsonObject root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidFileException if it holds no JSON object
     */
    static Annotations read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Annotations(file, JsonParser.object().from(new ShortNumbers(in)));
        } catch (StackOverflowError e) {
            // The parser calls itself for every level.
            throw new InvalidFileException(file + " is nested too deeply to be read: save it again", e);
        } catch (JsonParserException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new InvalidFileException(file + " cannot be read: " + cause.getMessage(), cause);
            }
            throw new InvalidFileException(
                    file + " holds no JSON object: " + e.getMessage() + " in line " + e.getLinePosition(), e);
        }
    }

    Path file() {
        return file;
    }

    JsonObject root() {
        return root;
    }

    /** Returns the objects of an array. */
    List<JsonObject> objects(JsonObject parent, String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object each : array(parent.get(name), "\"" + name + "\"")) {
            if (!(each instanceof JsonObject object)) {
                throw wrong("\"" + name + "\" holds something that is not an object");
            }
            objects.add(object);
        }
        return objects;
    }

    /** Returns a value as an array. */
    JsonArray array(@Nullable Object value, String name) {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw wrong("it has no array " + name);
    }

    /** Returns a whole number from 0. */
    int whole(JsonObject parent, String name) {
        double value = parent.isNumber(name) ? parent.getDouble(name) : Double.NaN;
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw wrong("\"" + name + "\" is " + parent.get(name) + " where a whole number from 0 is expected");
        }
        return (int) value;
    }

    /** Returns a text. */
    String text(JsonObject parent, String name) {
        if (!parent.isString(name)) {
            throw wrong("\"" + name + "\" is " + parent.get(name) + " where a text is expected");
        }
        return parent.getString(name);
    }

    /** Returns numbers. */
    double[] numbers(JsonArray values) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!values.isNumber(i)) {
                throw wrong(values.get(i) + " stands where a number is expected");
            }
            numbers[i] = values.getDouble(i);
        }
        return numbers;
    }

    /** Returns the exception for a file that does not hold what it should. */
    InvalidFileException wrong(String what) {
        return new InvalidFileException(file + " cannot be read as annotations: " + what);
    }

    /** Returns the last element of a path that the file names, so that nothing is looked for or written elsewhere. */
    static String lastElement(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** Returns a path that the file names, as one below a folder: what leads out of it is left out. */
    static Path below(String path) {
        Path below = Path.of("");
        for (String part : path.split("[/\\\\]", -1)) {
            // What Windows and Java do not take in a name of a file.
            String name = part.replaceAll("[\\x00-\\x1F<>:\"|?*]", "_");
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                below = below.resolve(name);
            }
        }
        return below;
    }

    /** Returns the ids of COCO's categories. */
    Set<Integer> categoryIds() {
        Set<Integer> ids = new TreeSet<>();
        objects(root, "categories").forEach(category -> ids.add(whole(category, "id")));
        return ids;
    }

    /** Returns what one should know where a category has the id 0. */
    List<String> notesOnCategoryZero(ClassNames names) {
        if (!categoryIds().contains(0)) {
            return List.of();
        }
        return List.of(file + " has a category 0, \"" + names.name(0) + "\", which keeps the label 0: pixels without an"
                + " annotation get the label " + names.ignoredLabel().orElse(0));
    }

    /**
     * Returns the names of COCO's categories, whose ids are the labels. Ids between them get a name of their own; the ignored
     * label, for pixels of no category, is 0, or one after the last where 0 is a category.
     */
    ClassNames categories() {
        Map<Integer, String> names = new TreeMap<>();
        for (JsonObject category : objects(root, "categories")) {
            int id = whole(category, "id");
            if (id >= LabelMap.MAX_LABEL) {
                throw wrong("a category has the id " + id + ", beyond the labels to " + (LabelMap.MAX_LABEL - 1));
            }
            names.put(id, text(category, "name"));
        }
        List<String> all = new ArrayList<>();
        int last = names.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int id = 0; id <= last; id++) {
            all.add(Optional.ofNullable(names.get(id)).orElse(id == 0 ? "background" : "category " + id));
        }
        return ClassNames.of(all).ignoring(names.containsKey(0) ? last + 1 : 0);
    }
}
