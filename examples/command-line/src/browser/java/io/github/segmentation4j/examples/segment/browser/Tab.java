package io.github.segmentation4j.examples.segment.browser;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A tab, in the hands of somebody who looks, points, clicks and types. */
final class Tab {
    private static final int POLLS = 200;
    private static final int POLL_MILLIS = 50;
    private static final int SHIFT = 8;
    private static final int JPEG_QUALITY = 88;

    /** The virtual key codes of Windows, by which the protocol tells keys that are not characters. */
    private static final Map<String, Integer> KEY_CODES = Map.of(
            "Tab", 9, "Enter", 13, "Escape", 27, "ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);

    private final DevTools tools;

    Tab(DevTools tools) {
        this.tools = tools;
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tools.send(domain + ".enable");
        }
    }

    /** Opens a file and waits for its first photo. */
    void open(Path file) {
        tools.send("Page.navigate", "url", file.toUri().toString());
        await("document.readyState === 'complete' && document.querySelector('#stage[aria-busy=false]') !== null"
                + " && location.href === " + JsonWriter.string(file.toUri().toString()));
    }

    /** Opens a file that is a picture. */
    void openPicture(Path file) {
        tools.send("Page.navigate", "url", file.toUri().toString());
        await("document.readyState === 'complete' && location.href === "
                + JsonWriter.string(file.toUri().toString()));
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        for (int i = 0; i < POLLS; i++) {
            if (Boolean.TRUE.equals(evaluate(expression))) {
                return;
            }
            pause(POLL_MILLIS);
        }
        throw new AssertionError("It never came true: " + expression);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the value of an expression of JavaScript, as JSON has it. */
    Object evaluate(String expression) {
        JsonObject answer =
                tools.send("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + JsonWriter.string(answer.getObject("exceptionDetails")));
        }
        return answer.getObject("result").get("value");
    }

    String text(String selector) {
        return String.valueOf(evaluate("document.querySelector(" + JsonWriter.string(selector) + ").textContent"))
                .replace('\u00a0', ' ');
    }

    String attribute(String selector, String name) {
        return String.valueOf(evaluate("document.querySelector(" + JsonWriter.string(selector) + ").getAttribute("
                + JsonWriter.string(name) + ")"));
    }

    boolean visible(String selector) {
        return (Boolean)
                evaluate("document.querySelector(" + JsonWriter.string(selector) + ").getClientRects().length > 0");
    }

    /** Returns the texts of all elements that a selector finds. */
    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        for (Object text : (List<?>) evaluate("Array.from(document.querySelectorAll(" + JsonWriter.string(selector)
                + "), (each) => each.textContent)")) {
            texts.add(String.valueOf(text).replace('\u00a0', ' '));
        }
        return texts;
    }

    /** Returns the middle of an element in the window, scrolled into view. */
    double[] middle(String selector) {
        return point("(() => { const found = document.querySelector(" + JsonWriter.string(selector)
                + "); found.scrollIntoView({ block: 'nearest' }); const r = found.getBoundingClientRect();"
                + " return [r.left + r.width / 2, r.top + r.height / 2]; })()");
    }

    /** Returns the middle of a pixel of a label map of this size in the window. */
    double[] pixel(int x, int y, int width, int height) {
        return point("(() => { const r = document.querySelector('#photo').getBoundingClientRect(); return [r.left + "
                + (x + 0.5) / width + " * r.width, r.top + " + (y + 0.5) / height + " * r.height]; })()");
    }

    private double[] point(String expression) {
        List<?> point = (List<?>) evaluate(expression);
        return new double[] {((Number) point.get(0)).doubleValue(), ((Number) point.get(1)).doubleValue()};
    }

    void point(double... at) {
        tools.send("Input.dispatchMouseEvent", "type", "mouseMoved", "x", at[0], "y", at[1]);
    }

    void click(double... at) {
        click(at, 0);
    }

    void shiftClick(double... at) {
        click(at, SHIFT);
    }

    private void click(double[] at, int modifiers) {
        point(at);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            tools.send(
                    "Input.dispatchMouseEvent",
                    "type",
                    type,
                    "x",
                    at[0],
                    "y",
                    at[1],
                    "button",
                    "left",
                    "clickCount",
                    1,
                    "modifiers",
                    modifiers);
        }
    }

    void tap(double... at) {
        JsonObject finger = new JsonObject();
        finger.put("x", at[0]);
        finger.put("y", at[1]);
        tools.send("Input.dispatchTouchEvent", "type", "touchStart", "touchPoints", List.of(finger));
        tools.send("Input.dispatchTouchEvent", "type", "touchEnd", "touchPoints", List.of());
    }

    /** Presses a key: a character, or a name as events have it ({@code ArrowLeft}). */
    void press(String key) {
        int code = KEY_CODES.getOrDefault(key, 0);
        if (key.equals("Enter")) {
            tools.send(
                    "Input.dispatchKeyEvent",
                    "type",
                    "keyDown",
                    "key",
                    key,
                    "text",
                    "\r",
                    "windowsVirtualKeyCode",
                    code);
        } else if (code != 0) {
            tools.send("Input.dispatchKeyEvent", "type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", code);
        } else {
            tools.send("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "text", key);
        }
        tools.send("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "windowsVirtualKeyCode", code);
    }

    /** Makes the window a desktop's. */
    void desktop(int width, int height) {
        tools.send("Emulation.setTouchEmulationEnabled", "enabled", false);
        resize(width, height, 1, false);
    }

    /** Makes the window a phone's. */
    void phone(int width, int height) {
        tools.send("Emulation.setTouchEmulationEnabled", "enabled", true);
        resize(width, height, 2, true);
    }

    private void resize(int width, int height, int scale, boolean mobile) {
        tools.send(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                scale,
                "mobile",
                mobile);
    }

    void scheme(String lightOrDark) {
        JsonObject feature = new JsonObject();
        feature.put("name", "prefers-color-scheme");
        feature.put("value", lightOrDark);
        tools.send("Emulation.setEmulatedMedia", "features", List.of(feature));
        await("document.getAnimations().length === 0");
    }

    /** Runs a script before those of every page that is opened from now on; the answer ends that. */
    Runnable beforeScripts(String script) {
        String id = tools.send("Page.addScriptToEvaluateOnNewDocument", "source", script)
                .getString("identifier");
        return () -> tools.send("Page.removeScriptToEvaluateOnNewDocument", "identifier", id);
    }

    BufferedImage screenshot() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(screenshotBytes("format", "png")));
    }

    /** Writes what is seen as a JPEG file, small enough for a page of documentation. */
    void screenshot(Path file) throws IOException {
        Files.write(file, screenshotBytes("format", "jpeg", "quality", JPEG_QUALITY));
    }

    private byte[] screenshotBytes(Object... format) {
        // Two frames, after which what was changed last is drawn.
        evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        pause(4 * POLL_MILLIS);
        return Base64.getDecoder()
                .decode(tools.send("Page.captureScreenshot", format).getString("data"));
    }

    /** Returns the addresses that were asked for, but for those of files and data. */
    List<String> requests() {
        return tools.events("Network.requestWillBeSent").stream()
                .map(event -> event.getObject("request").getString("url"))
                .filter(url -> !url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("blob:"))
                .toList();
    }

    /** Returns what the browser complained about. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        tools.events("Runtime.exceptionThrown").forEach(event -> complaints.add(JsonWriter.string(event)));
        tools.events("Log.entryAdded").forEach(event -> complaints.add(JsonWriter.string(event)));
        return complaints;
    }

    /** Returns the nodes that a screen reader finds. */
    List<JsonObject> accessibleNodes() {
        return tools.send("Accessibility.getFullAXTree").getArray("nodes").stream()
                .map(JsonObject.class::cast)
                .filter(node -> !node.getBoolean("ignored"))
                .toList();
    }
}
