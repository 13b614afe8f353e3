package io.github.segmentation4j.examples.segment.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page without its photos, put together from the files beside this class.
 *
 * @param head what stands before the classes and the photos
 * @param tail what stands after them
 */
record Template(String head, String tail) {
    private static final String STYLE = "/* style */";
    private static final String DATA = "<!-- data -->";
    private static final String SCRIPT = "/* script */";
    private static final List<String> SCRIPTS =
            List.of("data.js", "regions.js", "view.js", "texts.js", "page.js", "input.js");

    /** Reads the files. */
    static Template read() {
        String style = resource("page.css");
        String script = SCRIPTS.stream().map(Template::resource).collect(Collectors.joining("\n"));
        String page = resource("page.html");
        int data = page.indexOf(DATA);
        return new Template(
                page.substring(0, data).replace(STYLE, style),
                page.substring(data + DATA.length()).replace(SCRIPT, script));
    }

    private static String resource(String name) {
        try (InputStream stream = Template.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "The resource " + name + " is missing: build examples/command-line again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + name + " cannot be read", e);
        }
    }
}
