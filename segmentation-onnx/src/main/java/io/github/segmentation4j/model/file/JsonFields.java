package io.github.segmentation4j.model.file;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.OneLine;
import io.github.segmentation4j.internal.failure.ReadFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object in a JSON file, each read with a check of its type; errors name the file and the key.
 *
 * <p>As in Python, a key that is null counts as absent, and of a key given twice the last one holds.
 */
final class JsonFields {
    /** Longer texts are cut in messages. */
    private static final int MAX_SHOWN = 100;

    private final String file;
    private final String path;
    private final Map<String, Object> fields;

    private JsonFields(String file, String path, Map<String, Object> fields) {
        this.file = file;
        this.path = path;
        this.fields = fields;
    }

    /** Parses a file that holds one object. */
    static JsonFields parse(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return parse(file.toString(), json);
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    /** Parses a text that holds one object. */
    static JsonFields parse(String name, String json) {
        return parse(name, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Parses the content of a file that holds one object; the stream is left open. */
    static JsonFields parse(String file, InputStream json) {
        try {
            return new JsonFields(file, "", JsonParser.object().from(JsonBytes.read(json)));
        } catch (JsonBytes.TooLargeException e) {
            throw new InvalidModelException(
                    file + " " + e.getMessage()
                            + ", more than any description of a model: save it again as the model's author gave it",
                    e);
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + ReadFailure.reason(e), e);
        } catch (JsonParserException e) {
            throw new InvalidModelException(
                    file + " is not a JSON object ("
                            + oneLine(String.valueOf(e.getMessage()))
                            + "): correct it there, or save it again as the model's author gave it",
                    e);
        } catch (IllegalArgumentException e) {
            // The parser lets it slip for characters beyond Unicode.
            throw new InvalidModelException(
                    file + " is not text in UTF-8, UTF-16 or UTF-32 (" + e.getMessage() + "): save it as UTF-8", e);
        } catch (StackOverflowError e) {
            // The parser calls itself for every level.
            throw new InvalidModelException(
                    file + " is nested too deeply to be read: save it again as the model's author gave it", e);
        }
    }

    /** Throws if the object of somebody else's format has a key that is not among those that are understood. */
    void refuseKeysNotUnderstood(Set<String> understood) {
        Set<String> unknown = keysBeyond(understood);
        if (!unknown.isEmpty()) {
            throw new InvalidModelException(file + " has keys that are not understood: "
                    + OneLine.list(
                            unknown.stream().map(key -> oneLine(path + key)).toList())
                    + ": remove them if they do not change the network's input, or describe the model with a side-car or"
                    + " a ModelSpec");
        }
    }

    private Set<String> keysBeyond(Set<String> known) {
        Set<String> unknown = new TreeSet<>(keys());
        unknown.removeAll(known);
        return unknown;
    }

    /** Throws if the object has a key that is not among the known ones. */
    void refuseKeysBeyond(Set<String> known) {
        Set<String> unknown = keysBeyond(known);
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            String advice = Spelling.nearest(first, known)
                    .map(near -> "write " + near)
                    .orElse("leave it out, or choose one of " + String.join(", ", new TreeSet<>(known)));
            throw new InvalidModelException(
                    file + " has a key " + oneLine(path + first) + ", which is not known: " + advice);
        }
    }

    /** Returns the file that errors name. */
    String file() {
        return file;
    }

    /** Returns the keys that are not null, in alphabetical order. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>(fields.keySet());
        keys.removeIf(key -> fields.get(key) == null);
        return keys;
    }

    /** True if a key is there and null, which some readers of Python take for something else than an absent key. */
    boolean isNull(String key) {
        return fields.containsKey(key) && fields.get(key) == null;
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    /** True if a key holds this text. */
    boolean holds(String key, String text) {
        return text.equals(fields.get(key));
    }

    boolean isText(String key) {
        return fields.get(key) instanceof String;
    }

    boolean isNumber(String key) {
        return fields.get(key) instanceof Number;
    }

    /** True if a key holds a number that is written as a whole one, which Python reads as an int. */
    boolean isWhole(String key) {
        return fields.get(key) instanceof Integer || fields.get(key) instanceof Long;
    }

    boolean isList(String key) {
        return fields.get(key) instanceof JsonArray;
    }

    boolean isObject(String key) {
        return fields.get(key) instanceof JsonObject;
    }

    Optional<JsonFields> object(String key) {
        return value(key, JsonObject.class, "an object")
                .map(object -> new JsonFields(file, path + oneLine(key) + ".", object));
    }

    /** Returns the objects of a list; an absent list has none. */
    List<JsonFields> objects(String key) {
        String expected = "a list of objects";
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : value(key, JsonArray.class, expected).orElseGet(JsonArray::new)) {
            if (!(element instanceof JsonObject object)) {
                throw wrong(key, expected);
            }
            objects.add(new JsonFields(file, path + oneLine(key) + "[" + objects.size() + "].", object));
        }
        return objects;
    }

    Optional<String> text(String key) {
        return value(key, String.class, "a text");
    }

    Optional<Double> number(String key) {
        return value(key, Number.class, "a number").map(Number::doubleValue);
    }

    boolean flag(String key, boolean otherwise) {
        return value(key, Boolean.class, "true or false").orElse(otherwise);
    }

    Optional<Integer> integer(String key) {
        return value(key, Number.class, "a whole number").map(number -> {
            double value = number.doubleValue();
            if (!isInteger(value)) {
                throw wrong(key, "a whole number");
            }
            return (int) value;
        });
    }

    /** Returns an integer that must be there. */
    int requiredInteger(String key) {
        return integer(key).orElseThrow(() -> missing(key, "a whole number"));
    }

    Optional<List<Double>> numbers(String key) {
        return list(key, Number.class, "a list of numbers")
                .map(numbers -> numbers.stream().map(Number::doubleValue).toList());
    }

    Optional<List<Integer>> integers(String key) {
        String expected = "a list of whole numbers";
        return list(key, Number.class, expected).map(numbers -> {
            List<Integer> integers = new ArrayList<>();
            for (Number number : numbers) {
                if (!isInteger(number.doubleValue())) {
                    throw wrong(key, expected);
                }
                integers.add(number.intValue());
            }
            return integers;
        });
    }

    private static boolean isInteger(double value) {
        return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    }

    Optional<List<String>> texts(String key) {
        return list(key, String.class, "a list of texts");
    }

    private <T> Optional<List<T>> list(String key, Class<T> type, String expected) {
        return value(key, JsonArray.class, expected).map(array -> {
            List<T> elements = new ArrayList<>();
            for (Object element : array) {
                if (!type.isInstance(element)) {
                    throw wrong(key, expected);
                }
                elements.add(type.cast(element));
            }
            return elements;
        });
    }

    private <T> Optional<T> value(String key, Class<T> type, String expected) {
        Object value = fields.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrong(key, expected);
        }
        return Optional.of(type.cast(value));
    }

    /** Returns a value made of keys, or throws with their file and name if it cannot be made of what they hold. */
    <T> T made(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    file + " has a value of " + oneLine(path + key) + " that cannot be used: " + e.getMessage(), e);
        }
    }

    /** An exception about a key that holds something else than expected. */
    InvalidModelException wrong(String key, String expected) {
        return new InvalidModelException(file + " has " + oneLine(path + key) + " = " + shown(fields.get(key))
                + ", but " + expected + " is needed there");
    }

    /** An exception about a key that is absent. */
    InvalidModelException missing(String key, String expected) {
        return new InvalidModelException(
                file + " has no " + oneLine(path + key) + ", but " + expected + " is needed there");
    }

    /** An exception about the object as a whole, or about how its keys go together. */
    InvalidModelException invalid(String what) {
        String place = path.isEmpty() ? file : file + ", " + path.substring(0, path.length() - 1) + ",";
        return new InvalidModelException(place + " " + what);
    }

    /** Returns a value as text, down to the elements of a list and no deeper. */
    private static String shown(@Nullable Object value) {
        String text = value instanceof List<?> list
                ? list.stream()
                        .map(element -> isNested(element) ? "..." : quoted(element))
                        .collect(Collectors.joining(", ", "[", "]"))
                : isNested(value) ? "{...}" : quoted(value);
        return oneLine(text);
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private static String oneLine(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
        return OneLine.of(cut);
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }
}
