package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JsonWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonWriter json = new JsonWriter(out);

    private String text() throws IOException {
        json.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void objectsInArraysBeginALine() throws IOException {
        json.beginObject().name("a").beginArray();
        json.beginObject().name("n").value(1).name("t").value(true).endObject();
        json.beginObject().endObject();
        json.endArray().name("b").beginArray().value(1).value("x").nullValue().endArray();
        json.endObject();
        assertEquals("{\"a\":[\n{\"n\":1,\"t\":true},\n{}],\"b\":[1,\"x\",null]}\n", text());
    }

    @Property
    void everyTextIsReadBack(@ForAll String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonWriter writer = new JsonWriter(bytes);
        writer.beginObject().name(text).value(text).endObject();
        writer.finish();
        assertEquals(Map.of(text, text), ParsedJson.of(bytes.toByteArray()));
    }

    @Test
    void lettersWithoutAFormAreEscaped() throws IOException {
        json.value("\u0000\n\"\\\uD800x\uDC00\uD83D\uDC2A");
        assertEquals("\"\\u0000\\u000a\\\"\\\\\\ud800x\\udc00\uD83D\uDC2A\"\n", text());
    }

    @Test
    void numbersAreShortAndOfNoLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            json.beginArray()
                    .value(0.1 + 0.2)
                    .value(-0.0)
                    .value(3.0)
                    .value(2e-3)
                    .value(1e15)
                    .value(-1234567.25);
            json.value(1e-7).value(Long.MIN_VALUE).endArray();
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("[0.3,0,3,0.002,1000000000000000,-1234567.25,0.0000001,-9223372036854775808]\n", text());
    }

    @Property
    void doublesAreReadBackToFifteenDigits(@ForAll @DoubleRange(min = -1e300, max = 1e300) double number)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonWriter writer = new JsonWriter(bytes);
        writer.value(number);
        writer.finish();
        double read = ((Number) ParsedJson.of(bytes.toByteArray())).doubleValue();
        assertEquals(number, read, Math.abs(number) * 1e-14);
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new JsonWriter(out).value(number));
        }
        List<Executable> wrong = List.of(
                () -> new JsonWriter(out).finish(),
                () -> new JsonWriter(out).name("a"),
                () -> new JsonWriter(out).endObject(),
                () -> new JsonWriter(out).value(1).value(2),
                () -> new JsonWriter(out).beginArray().finish(),
                () -> new JsonWriter(out).beginArray().name("a"),
                () -> new JsonWriter(out).beginArray().endObject(),
                () -> new JsonWriter(out).beginObject().endArray(),
                () -> new JsonWriter(out).beginObject().value(1),
                () -> new JsonWriter(out).beginObject().beginObject(),
                () -> new JsonWriter(out).beginObject().name("a").name("b"),
                () -> new JsonWriter(out).beginObject().name("a").endObject());
        for (Executable call : wrong) {
            assertThrows(IllegalStateException.class, call);
        }
    }
}
