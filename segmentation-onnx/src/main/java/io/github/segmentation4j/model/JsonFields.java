package io.github.segmentation4j.model;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.InvalidModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one JSON file, each read with a check of its type; errors name the file and the key.
 *
 * <p>As in Python, a key that is null counts as absent where a default exists, and of a key given twice the last one holds.
 */
final class JsonFields {
    /** Characters of a file that would break a message into lines. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String file;
    private final Map<String, Object> fields;

    private JsonFields(String file, Map<String, Object> fields) {
        this.file = file;
        this.fields = fields;
    }

    /** Parses a file that holds one object; the stream is left open. */
    static JsonFields parse(String file, InputStream json) {
        try {
            return new JsonFields(file, JsonParser.object().from(json));
        } catch (JsonParserException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new InvalidModelException(file + " cannot be read: " + cause.getMessage(), cause);
            }
            throw new InvalidModelException(
                    file + " is not a JSON object (" + e.getMessage()
                            + "): save it again as the model's author gave it",
                    e);
        } catch (IllegalArgumentException e) {
            // The parser lets it slip for characters beyond Unicode.
            throw new InvalidModelException(
                    file + " is not text in UTF-8, UTF-16 or UTF-32 (" + e.getMessage()
                            + "): save it again as the model's author gave it",
                    e);
        } catch (StackOverflowError e) {
            // The parser calls itself for every level.
            throw new InvalidModelException(
                    file + " is nested too deeply to be read: save it again as the model's author gave it", e);
        }
    }

    /** Throws if the file has a key that is not among the known ones. */
    void refuseKeysBeyond(Set<String> known) {
        Set<String> unknown = new TreeSet<>(keys());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new InvalidModelException(file + " has keys that are not understood: "
                    + CONTROL.matcher(String.join(", ", unknown)).replaceAll("?")
                    + ": remove them if they do not change the network's input, or describe the model with"
                    + " OnnxSegmenter.Builder.spec");
        }
    }

    /** Throws if there is a key that is not among the known ones, and says which one was probably meant. */
    void refuseKeysBeyond(Set<String> known, String place) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw new InvalidModelException(file + " has an unknown key "
                        + CONTROL.matcher(key).replaceAll("?")
                        + Spelling.nearest(key, known)
                                .map(meant -> ", perhaps for " + meant)
                                .orElse("")
                        + ": " + place + " may have " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** True if a key holds a value of this kind. */
    boolean is(String key, Class<?> type) {
        return type.isInstance(fields.get(key));
    }

    /** Returns the value of a key that is there. */
    Object value(String key) {
        return Objects.requireNonNull(fields.get(key));
    }

    /** Returns what messages call the place of these keys. */
    String name() {
        return file;
    }

    /** Returns the objects in a list. */
    Optional<List<JsonFields>> objects(String key) {
        return value(key, JsonArray.class, "a list of objects").map(array -> {
            List<JsonFields> objects = new ArrayList<>();
            for (Object element : array) {
                if (!(element instanceof JsonObject object)) {
                    throw wrong(key, "a list of objects", array);
                }
                objects.add(new JsonFields(file + ", key " + key + "[" + objects.size() + "]", object));
            }
            return objects;
        });
    }

    Optional<JsonFields> object(String key) {
        return value(key, JsonObject.class, "an object").map(object -> new JsonFields(file + ", key " + key, object));
    }

    /** Returns the keys that are not null, in alphabetical order. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>(fields.keySet());
        keys.removeIf(key -> fields.get(key) == null);
        return keys;
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
        return number(key).map(number -> {
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw wrong(key, "a whole number", number);
            }
            return number.intValue();
        });
    }

    Optional<List<String>> texts(String key) {
        return value(key, JsonArray.class, "a list of texts").map(array -> {
            List<String> texts = new ArrayList<>();
            for (Object element : array) {
                if (!(element instanceof String text)) {
                    throw wrong(key, "a list of texts", array);
                }
                texts.add(text);
            }
            return texts;
        });
    }

    Optional<List<Integer>> integers(String key) {
        return numbers(key).map(numbers -> {
            List<Integer> integers = new ArrayList<>();
            for (double number : numbers) {
                if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                    throw wrong(key, "a list of whole numbers", numbers);
                }
                integers.add((int) number);
            }
            return integers;
        });
    }

    Optional<List<Double>> numbers(String key) {
        return value(key, JsonArray.class, "a list of numbers").map(array -> {
            List<Double> numbers = new ArrayList<>();
            for (Object element : array) {
                if (!(element instanceof Number number)) {
                    throw wrong(key, "a list of numbers", array);
                }
                numbers.add(number.doubleValue());
            }
            return numbers;
        });
    }

    private <T> Optional<T> value(String key, Class<T> type, String expected) {
        Object value = fields.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrong(key, expected, value);
        }
        return Optional.of(type.cast(value));
    }

    /** An exception about a key that holds something else than expected. */
    InvalidModelException wrong(String key, String expected, Object found) {
        return new InvalidModelException(
                file + " has " + key + " = " + shown(found) + ", but " + expected + " is needed there");
    }

    /** Returns a value as text, down to the elements of a list and no deeper. */
    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> isNested(element) ? "..." : String.valueOf(element))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return isNested(value) ? "{...}" : value.toString();
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }
}
