package io.github.segmentation4j.examples.segment.browser;

import static io.github.segmentation4j.examples.segment.browser.Checks.contains;
import static io.github.segmentation4j.examples.segment.browser.Checks.equal;
import static io.github.segmentation4j.examples.segment.browser.Checks.holds;

import com.grack.nanojson.JsonObject;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Whether a page of real photos can be used: with keys alone, with a finger, by those who see badly or not at all. */
final class PhotoPageChecks {
    private static final List<String> PHOTOS = List.of("astronaut", "camera", "chelsea");
    private static final List<String> CLASSES = List.of("background", "skin", "hair", "clothes", "footwear", "bag");

    /** Web Content Accessibility Guidelines 2.2: 1.4.3 Contrast (Minimum), and 2.5.8 Target Size (Minimum). */
    private static final double LEAST_CONTRAST = 4.5;

    private static final int LEAST_TARGET = 24;

    private final Tab tab;
    private final Path page;
    private final Path labels;
    private final Path pictures;

    PhotoPageChecks(Tab tab, Path page, Path labels, Path pictures) {
        this.tab = tab;
        this.page = page;
        this.labels = labels;
        this.pictures = pictures;
    }

    void run(Checks checks) throws IOException {
        tab.desktop(1280, 800);
        tab.scheme("light");
        tab.open(page);
        checks.check("the legend has the shares that the label files have", this::legend);
        checks.check("left and right step through the photos and stop at the ends", this::stepsThroughPhotos);
        checks.check("an isolated class stays so from photo to photo", this::keepsTheClass);
        checks.check("the pointer names the astronaut's face", this::namesTheFace);
        checks.check("every control is reached with Tab and shows that it has the focus", this::tabs);
        checks.check("Enter works on the legend, and the keys of a control stay its own", this::keysOfControls);
        checks.check("? lists the keys, Escape closes the list", this::help);
        checks.check("a screen reader finds names, roles and what is announced", this::accessible);
        for (String scheme : List.of("light", "dark")) {
            checks.check("texts stand out in the " + scheme + " scheme", () -> contrast(scheme));
        }
        checks.check("screenshots of a desktop", this::desktopPictures);
        checks.check("a phone scrolls in one direction only and has targets for fingers", this::phone);
        checks.check("a first touch names, a second one isolates", this::touches);
        checks.check("works without confidences where a browser cannot inflate them", this::withoutInflation);
    }

    private void legend() throws IOException {
        for (int photo = 0; photo < PHOTOS.size(); photo++) {
            showing(photo);
            BufferedImage image = ImageIO.read(
                    labels.resolve(PHOTOS.get(photo) + "-labels.png").toFile());
            equal(expectedLegend(image.getRaster()), actualLegend());
            tab.press("ArrowRight");
        }
        tab.press("ArrowLeft");
        tab.press("ArrowLeft");
        showing(0);
    }

    private static List<String> expectedLegend(Raster raster) {
        long[] counts = new long[CLASSES.size()];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                counts[raster.getSample(x, y, 0)]++;
            }
        }
        double pixels = (double) raster.getWidth() * raster.getHeight();
        return IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer label) -> -counts[label]))
                .map(label -> CLASSES.get(label) + ": "
                        + (counts[label] / pixels < 0.0005
                                ? "< 0.1 %"
                                : String.format(Locale.ROOT, "%.1f %%", 100 * counts[label] / pixels)))
                .toList();
    }

    private List<String> actualLegend() {
        List<String> names = tab.texts("#legend .name");
        List<String> shares = tab.texts("#legend .share");
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + ": " + shares.get(i))
                .toList();
    }

    private void showing(int photo) {
        tab.await("document.querySelector('#stage[aria-busy=false]') !== null"
                + " && document.querySelector('#photo-name').textContent === '" + PHOTOS.get(photo) + ".png'");
    }

    private void stepsThroughPhotos() {
        tab.press("ArrowLeft");
        showing(0);
        equal(true, tab.evaluate("document.querySelector('#previous').disabled"));
        tab.press("ArrowRight");
        tab.press("ArrowRight");
        tab.press("ArrowRight");
        showing(2);
        equal("3 of 3 · 451 × 300 px", tab.text("#photo-size"));
        equal(true, tab.evaluate("document.querySelector('#next').disabled"));
        tab.click(tab.middle("#previous"));
        showing(1);
        tab.click(tab.middle("#previous"));
        showing(0);
        equal("1 of 3 · 512 × 512 px", tab.text("#photo-size"));
    }

    private String legendButton(String name) {
        return "#legend [data-label='" + CLASSES.indexOf(name) + "']";
    }

    private void keepsTheClass() {
        tab.click(tab.middle(legendButton("hair")));
        tab.press("ArrowRight");
        showing(1);
        equal("true", tab.attribute(legendButton("hair"), "aria-pressed"));
        tab.press("ArrowRight");
        showing(2);
        holds(!tab.visible("#clear"), "a class that is not in the photo is isolated");
        tab.press("ArrowLeft");
        showing(1);
        tab.press("ArrowLeft");
        showing(0);
    }

    private void namesTheFace() {
        double[] place = tab.middle("#photo");
        tab.point(tab.pixel(220, 120, 512, 512));
        equal(Arrays.toString(place), Arrays.toString(tab.middle("#photo")));
        equal("skin", tab.texts("#facts dd").get(0));
        List<String> tip = tab.texts("#tip > *");
        List<String> facts = tab.texts("#facts dd");
        equal(List.of("skin", facts.get(1), "confidence " + facts.get(3).replaceAll(" here.*", "")), tip);
        holds(tab.texts("#facts dd").get(3).matches("\\d+ % here, \\d+ % in region"), tab.texts("#facts dd"));
        tab.await("document.querySelector('#announcement').textContent.startsWith('skin; region')");
        tab.point(1, 1);
    }

    private void tabs() {
        tab.evaluate("document.activeElement.blur()");
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 20; i++) {
            tab.press("Tab");
            String focused = String.valueOf(tab.evaluate("(() => { const e = document.activeElement; return e.id ||"
                    + " (e.closest('#legend') ? 'legend' : e.className || e.tagName); })()"));
            boolean ring = (Boolean)
                    tab.evaluate(
                            "(() => { const e = document.activeElement; const s ="
                                    + " getComputedStyle(e.type === 'radio' ? e.nextElementSibling : e);"
                                    + " return e === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2); })()");
            holds(ring, focused + " does not show that it has the focus");
            reached.add(focused);
        }
        for (String id : List.of(
                "skip", "photo-list", "next", "open-help", "stage", "opacity", "toggle", "pick-class", "legend")) {
            contains(reached, id);
        }
    }

    private void keysOfControls() {
        tab.evaluate("document.querySelector(\"" + legendButton("clothes") + "\").focus()");
        equal("clothes", tab.texts("#facts dd").get(0));
        tab.press("Enter");
        equal("true", tab.attribute(legendButton("clothes"), "aria-pressed"));
        tab.press("Enter");
        equal("false", tab.attribute(legendButton("clothes"), "aria-pressed"));
        tab.click(tab.pixel(220, 120, 512, 512));
        equal("skin", tab.texts("#facts dd").get(0));
        tab.press("Escape");
        tab.evaluate("document.querySelector('#opacity').focus()");
        tab.press("ArrowRight");
        equal("51 %", tab.text("#opacity-value"));
        showing(0);
        tab.press("ArrowLeft");
        tab.evaluate("document.activeElement.blur()");
    }

    private void help() {
        tab.press("?");
        holds(tab.visible("#help"), "the list of keys is not there");
        tab.press("ArrowRight");
        showing(0);
        tab.press("Escape");
        holds(!tab.visible("#help"), "the list of keys is still there");
        tab.click(tab.middle("#open-help"));
        holds(tab.visible("#help"), "the button does not open the list of keys");
        tab.click(tab.middle("#help button"));
        holds(!tab.visible("#help"), "the button does not close the list of keys");
    }

    private void accessible() {
        Set<String> found = new LinkedHashSet<>();
        for (JsonObject node : tab.accessibleNodes()) {
            String role = node.getObject("role").getString("value");
            JsonObject name = node.getObject("name");
            String named = name == null ? "" : String.valueOf(name.get("value")).replace('\u00a0', ' ');
            found.add(role + " " + named);
            if (Set.of("button", "slider", "radio", "combobox", "image", "link").contains(role)) {
                holds(!named.isBlank(), "a " + role + " without a name");
            }
        }
        for (String expected : List.of(
                "heading astronaut.png",
                "group Photo astronaut.png",
                "image astronaut.png",
                "slider Opacity of the colors",
                "button Colors",
                "radio its class",
                "radio the region",
                "combobox Photo",
                "button Next photo",
                "button Keys",
                "button skin 3.5 %",
                "status ")) {
            contains(found, expected);
        }
    }

    /** Compares texts with what is behind them, by the formula of the guidelines. */
    private void contrast(String scheme) {
        tab.click(tab.middle(legendButton("hair")));
        tab.scheme(scheme);
        List<?> contrasts = (List<?>) tab.evaluate("""
                (() => {
                  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
                  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
                    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                  const ground = (e) => {
                    const color = parse(getComputedStyle(e).backgroundColor);
                    return color.length === 3 || color[3] > 0.99 || !e.parentElement ? color : ground(e.parentElement);
                  };
                  const texts = Array.from(document.querySelectorAll('h1, h2, p, label, output, button, span, dt, dd, kbd, select'))
                    .filter((e) => e.getClientRects().length > 0 && !e.disabled && e.textContent.trim() !== '');
                  const opacity = (e) => (e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1);
                  return texts.map((e) => {
                    const behind = ground(e);
                    const ink = parse(getComputedStyle(e).color).map((v, i) => behind[i] + (v - behind[i]) * opacity(e));
                    const [a, b] = [light(ink), light(behind)];
                    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent];
                  });
                })()""");
        holds(contrasts.size() > 20, contrasts.size() + " texts");
        for (Object each : contrasts) {
            double contrast = ((Number) ((List<?>) each).get(0)).doubleValue();
            holds(contrast >= LEAST_CONTRAST, each);
        }
        tab.click(tab.middle(legendButton("hair")));
        tab.scheme("light");
    }

    private void desktopPictures() throws IOException {
        tab.point(tab.pixel(220, 120, 512, 512));
        tab.screenshot(pictures.resolve("desktop-light.jpg"));
        tab.scheme("dark");
        tab.click(tab.pixel(150, 400, 512, 512));
        tab.screenshot(pictures.resolve("desktop-dark.jpg"));
        tab.press("Escape");
        tab.press("?");
        tab.screenshot(pictures.resolve("desktop-keys.jpg"));
        tab.press("Escape");
        tab.scheme("light");
        for (String name : List.of("desktop-light.jpg", "desktop-dark.jpg", "desktop-keys.jpg")) {
            holds(Files.size(pictures.resolve(name)) > 0, name + " is empty");
        }
    }

    private void phone() throws IOException {
        for (int width : new int[] {390, 320}) {
            tab.phone(width, 844);
            tab.open(page);
            equal(width, ((Number) tab.evaluate("document.documentElement.scrollWidth")).intValue());
            List<?> small =
                    (List<?>) tab.evaluate("Array.from(document.querySelectorAll('button, select, input, fieldset"
                            + " label')).filter((e) => e.getClientRects().length > 0).map((e) => [e.id || e.textContent,"
                            + " e.getBoundingClientRect().width, e.getBoundingClientRect().height]).filter((e) => e[1] < "
                            + LEAST_TARGET + " || e[2] < " + LEAST_TARGET + ")");
            equal(new ArrayList<>(), small);
        }
        tab.phone(390, 844);
        tab.open(page);
    }

    private void touches() throws IOException {
        double[] place = tab.middle("#photo");
        tab.tap(tab.pixel(220, 120, 512, 512));
        equal(Arrays.toString(place), Arrays.toString(tab.middle("#photo")));
        equal("skin", tab.texts("#facts dd").get(0));
        holds(!tab.visible("#clear"), "the first touch isolates");
        tab.screenshot(pictures.resolve("phone-light.jpg"));
        tab.tap(tab.pixel(220, 120, 512, 512));
        holds(tab.visible("#clear"), "the second touch does not isolate");
        tab.scheme("dark");
        tab.screenshot(pictures.resolve("phone-dark.jpg"));
        tab.scheme("light");
        tab.tap(tab.pixel(220, 120, 512, 512));
        holds(!tab.visible("#clear"), "the third touch does not show all");
    }

    private void withoutInflation() {
        tab.desktop(1280, 800);
        Runnable restore = tab.beforeScripts("delete window.DecompressionStream");
        tab.open(page);
        tab.point(tab.pixel(220, 120, 512, 512));
        List<String> facts = tab.texts("#facts dd");
        restore.run();
        equal("skin", facts.get(0));
        equal(3, facts.size());
    }
}
