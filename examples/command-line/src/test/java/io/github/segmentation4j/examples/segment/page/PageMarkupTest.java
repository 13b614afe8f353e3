package io.github.segmentation4j.examples.segment.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The elements of a page: whole, named for those who do not see, and without a way to the outside. */
class PageMarkupTest {
    private static String html;
    private static PageMarkup markup;

    @BeforeAll
    static void writePage() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter page = PageWriter.begin(out, List.of(new PageClass("cat", 0, true)), 0.5)) {
            page.add(
                    "cat.png",
                    new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
                    LabelMap.copyOf(1, 1, new int[1]),
                    Optional.empty());
            page.finish();
        }
        html = out.toString(StandardCharsets.UTF_8);
        markup = PageMarkup.of(DecodedPage.of(html).document());
    }

    @Test
    void isAnHtmlDocumentWithLanguageCharsetAndViewport() {
        assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
        assertTrue(html.endsWith("</html>\n"));
        assertEquals(List.of("utf-8"), markup.values("charset"));
        assertTrue(html.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"));
    }

    @Test
    void asksForNothingOutside() {
        assertFalse(Pattern.compile("https?:|//[a-z]+\\.|@import|url\\(|\\bfetch\\(|XMLHttpRequest|import\\(")
                .matcher(html)
                .find());
        assertEquals(List.of(), markup.values("src"));
        assertEquals(
                List.of("#legend-title", "data:,"),
                markup.values("href").stream().sorted().toList());
        assertTrue(html.contains("default-src 'none'; img-src data:;"), "the browser is told so, too");
    }

    @Test
    void noPieceIsMissing() {
        for (String marker : List.of("/* style */", "/* script */", "<!-- data -->")) {
            assertFalse(html.contains(marker), marker);
        }
    }

    @Test
    void everyIdIsThereOnceAndEveryReferenceFindsOne() {
        List<String> ids = markup.values("id");
        Set<String> references = Stream.of("for", "aria-labelledby", "aria-describedby", "aria-controls")
                .flatMap(attribute -> markup.values(attribute).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Pattern.compile("\\b(?:element|getElementById)\\(\"([^\"]+)\"\\)")
                .matcher(html)
                .results()
                .forEach(match -> references.add(match.group(1)));

        assertEquals(ids.size(), Set.copyOf(ids).size(), ids::toString);
        assertTrue(references.size() > 20, references::toString);
        references.removeAll(ids);
        assertEquals(Set.of(), references);
    }

    @Test
    void everyControlHasAName() {
        Set<String> labelled = Set.copyOf(markup.values("for"));
        List<Element> controls = Stream.of("button", "input", "select")
                .flatMap(tag -> markup.named(tag).stream())
                .toList();

        assertTrue(controls.size() >= 9, controls.size() + " controls");
        for (Element control : controls) {
            boolean named = control.hasAttribute("aria-label")
                    || labelled.contains(control.getAttribute("id"))
                    || !control.getTextContent().isBlank()
                    || control.getParentNode().getNodeName().equals("label");
            assertTrue(named, control.getAttribute("id"));
        }
    }
}
