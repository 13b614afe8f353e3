package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema, the page and the reader of side-cars speak of the same keys and words. */
class SideCarSchemaTest {
    private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TABLE_KEYS = Pattern.compile("(?m)^\\| (`\\w+`(?:, `[$\\w]+`)*) \\|");

    private static JsonObject schema = new JsonObject();
    private static String page = "";

    @BeforeAll
    static void read() throws IOException, JsonParserException {
        schema = JsonParser.object().from(Files.readString(DOCS.resolve("model.segmentation.schema.json")));
        page = Files.readString(DOCS.resolve("side-car.md"));
    }

    private static JsonObject definition(String name) {
        return schema.getObject("$defs").getObject(name);
    }

    private static Set<String> keys(JsonObject object) {
        return object.getObject("properties").keySet();
    }

    private static JsonObject alternative(JsonObject object) {
        return object.getArray("oneOf").getObject(1);
    }

    private static Set<String> words(JsonObject property) {
        Set<String> words = new HashSet<>();
        property.getArray("enum").forEach(word -> words.add((String) word));
        return words;
    }

    @Test
    void theSchemaHasTheKeysOfTheReader() {
        JsonObject input = definition("input").getObject("properties");
        assertEquals(SideCarReader.KEYS, keys(schema));
        assertEquals(SideCarReader.INPUT_KEYS, input.keySet());
        assertEquals(SideCarReader.OUTPUT_KEYS, keys(definition("output")));
        assertEquals(SideCarReader.CROP_KEYS, keys(alternative(input.getObject("crop"))));
        assertEquals(SideCarReader.PADDING_KEYS, keys(alternative(input.getObject("padding"))));
        JsonObject sizes = alternative(definition("size_rule"));
        assertEquals(SizeRuleJson.KEYS, keys(sizes));
        assertEquals(SizeRuleJson.EDGE_KEYS, keys(sizes.getObject("properties").getObject("within_edges")));
        assertEquals(
                SizeRuleJson.NEAREST_KEYS, keys(sizes.getObject("properties").getObject("nearest")));
        assertEquals(
                SizeRuleJson.WITHIN_BOX_KEYS, keys(sizes.getObject("properties").getObject("within_box")));
        assertEquals(SizeRuleJson.BOX_KEYS, keys(definition("box")));
    }

    @Test
    void theSchemaHasTheWordsOfTheReader() {
        JsonObject input = definition("input").getObject("properties");
        JsonObject output = definition("output").getObject("properties");
        assertEquals(SideCarWords.RESAMPLINGS.keySet(), words(input.getObject("resampling")));
        assertEquals(SideCarWords.PROCESSORS.keySet(), words(input.getObject("processor")));
        assertEquals(SideCarWords.CHANNEL_ORDERS.keySet(), words(input.getObject("channel_order")));
        assertEquals(SideCarWords.NORMALIZATIONS.keySet(), words(input.getObject("normalization")));
        assertEquals(SideCarWords.ELEMENT_TYPES.keySet(), words(input.getObject("element_type")));
        assertEquals(
                SideCarWords.PADDING_SIDES.keySet(),
                words(alternative(input.getObject("padding"))
                        .getObject("properties")
                        .getObject("side")));
        assertEquals(SideCarWords.LABEL_RESAMPLINGS.keySet(), words(output.getObject("resampling")));
        assertEquals(
                SideCarWords.ROUNDINGS.keySet(),
                words(alternative(definition("size_rule"))
                        .getObject("properties")
                        .getObject("within_box")
                        .getObject("properties")
                        .getObject("rounding")));
        assertEquals(SideCarWords.PLACEMENTS.keySet(), words(output.getObject("placement")));
        assertEquals(SideCarWords.LAYOUTS.keySet(), words(definition("layout")));
        assertEquals(SideCarWords.OUTPUT_KINDS.keySet(), words(output.getObject("kind")));
        assertEquals(
                SideCarWords.VOCABULARIES.keySet(),
                words(schema.getObject("properties")
                        .getObject("classes")
                        .getArray("oneOf")
                        .getObject(0)));
        assertEquals(
                SideCarWords.VERSION,
                schema.getObject("properties").getObject("version").getInt("const"));
    }

    @Test
    void everyKeyAndWordStandsOnThePage() {
        List<String> tableKeys = new ArrayList<>();
        TABLE_KEYS
                .matcher(page)
                .results()
                .forEach(row -> tableKeys.addAll(List.of(row.group(1).split(", "))));
        for (Set<String> keys : List.of(SideCarReader.KEYS, SideCarReader.INPUT_KEYS, SideCarReader.OUTPUT_KEYS)) {
            keys.forEach(key -> assertTrue(tableKeys.contains("`" + key + "`"), key));
        }
        SideCarReader.PADDING_KEYS.forEach(key -> assertTrue(page.contains("\"" + key + "\""), key));
        SizeRuleJson.KEYS.forEach(key -> assertTrue(page.contains("\"" + key + "\": "), key));
        for (Map<String, ?> words : List.of(
                SideCarWords.RESAMPLINGS,
                SideCarWords.PROCESSORS,
                SideCarWords.CHANNEL_ORDERS,
                SideCarWords.NORMALIZATIONS,
                SideCarWords.PADDING_SIDES,
                SideCarWords.ROUNDINGS,
                SideCarWords.PLACEMENTS,
                SideCarWords.LAYOUTS,
                SideCarWords.OUTPUT_KINDS,
                SideCarWords.VOCABULARIES)) {
            words.keySet().forEach(word -> assertTrue(page.contains("\"" + word + "\""), word));
        }
    }

    @Test
    void everyExampleIsRead() {
        List<ModelSpec> specs = new ArrayList<>();
        Matcher examples = EXAMPLE.matcher(page);
        while (examples.find()) {
            specs.add(SideCar.read(new ByteArrayInputStream(examples.group(1).getBytes(StandardCharsets.UTF_8))));
        }
        assertEquals(5, specs.size());
        for (ModelSpec spec : specs) {
            assertTrue(spec.classNames().isPresent() && spec.mean().isPresent(), spec.toString());
        }
        assertTrue(specs.contains(ModelSpec.builder()
                .size(SizeRule.fixed(896, 512))
                .resampling(Resampling.OPENCV_LINEAR)
                .channelOrder(ChannelOrder.BGR)
                .normalization(Normalization.none())
                .classNames(ClassNames.of("background", "road", "curb", "mark"))
                .build()));
    }
}
