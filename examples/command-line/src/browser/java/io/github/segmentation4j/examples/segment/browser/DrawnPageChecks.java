package io.github.segmentation4j.examples.segment.browser;

import static io.github.segmentation4j.examples.segment.browser.Checks.equal;
import static io.github.segmentation4j.examples.segment.browser.Checks.holds;
import static io.github.segmentation4j.examples.segment.browser.Checks.near;

import io.github.segmentation4j.examples.segment.browser.DrawnPage.Drawn;
import io.github.segmentation4j.region.Region;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the page gives exactly the answers that are known. */
final class DrawnPageChecks {
    /** What the JPEG file of a plain gray and the rounding of a blend may be off by. */
    private static final int COLOR_TOLERANCE = 3;

    private static final int VEIL_ALPHA = 184;

    private final Tab tab;
    private final DrawnPage page;
    private final Drawn nested;

    DrawnPageChecks(Tab tab, DrawnPage page) {
        this.tab = tab;
        this.page = page;
        this.nested = page.photos().get(0);
    }

    void run(Checks checks) throws IOException {
        tab.desktop(1280, 800);
        tab.scheme("light");
        tab.open(page.file());
        checks.check("names every pixel of every photo", this::namesEveryPixel);
        checks.check("paints every pixel in the color of its class", () -> colors(label -> true));
        checks.check("blends colors with the photo as the slider says", this::blends);
        checks.check("outlines the region under the pointer along its pixel edges", this::outlines);
        checks.check("a click isolates a class, another one shows all", this::isolatesAClass);
        checks.check("a click with Shift, or with the switch set, isolates a region", this::isolatesARegion);
        checks.check("a class that is not drawn can be isolated from the legend", this::isolatesTheBackground);
        checks.check("names and photos with markup in them stay text", this::keepsMarkupAsText);
        checks.check("N steps through the regions by size", this::stepsThroughRegions);
    }

    private void namesEveryPixel() {
        for (Drawn photo : page.photos()) {
            show(page.photos().indexOf(photo));
            List<?> found = (List<?>) tab.evaluate(everyPixel(photo.width(), photo.height()));
            for (int y = 0; y < photo.height(); y++) {
                for (int x = 0; x < photo.width(); x++) {
                    String text =
                            String.valueOf(found.get(y * photo.width() + x)).replace('\u00a0', ' ');
                    equal(photo.facts(photo.regionAt(x, y), x, y), text);
                }
            }
        }
        show(0);
    }

    private void show(int index) {
        tab.evaluate("(() => { const list = document.querySelector('#photo-list'); list.value = '" + index
                + "'; list.dispatchEvent(new Event('change')); })()");
        tab.await("document.querySelector('#stage[aria-busy=false]') !== null && document.querySelector('#photo-name')"
                + ".textContent === document.querySelectorAll('script.photo')[" + index + "].dataset.name");
    }

    /** Moves a pointer over all pixels at once, which would take minutes through the protocol. */
    private static String everyPixel(int width, int height) {
        return """
                (() => {
                  const rect = document.querySelector('#photo').getBoundingClientRect();
                  const found = [];
                  for (let y = 0; y < %2$d; y++) {
                    for (let x = 0; x < %1$d; x++) {
                      const at = { bubbles: true, pointerType: 'mouse', clientX: rect.left + (x + 0.5) / %1$d * rect.width,
                        clientY: rect.top + (y + 0.5) / %2$d * rect.height };
                      document.querySelector('#stage').dispatchEvent(new PointerEvent('pointermove', at));
                      found.push(Array.from(document.querySelectorAll('#facts dd'), (each) => each.textContent).join(' | '));
                    }
                  }
                  return found;
                })()""".formatted(width, height);
    }

    /** Reads a canvas of the first photo as ARGB. */
    private int[] canvas(String id) {
        List<?> numbers = (List<?>) tab.evaluate("""
                (() => {
                  const { width, height } = document.querySelector('%1$s');
                  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
                  copy.drawImage(document.querySelector('%1$s'), 0, 0);
                  return Array.from(copy.getImageData(0, 0, width, height).data);
                })()""".formatted(id));
        int[] pixels = new int[numbers.size() / 4];
        for (int i = 0; i < pixels.length; i++) {
            for (int channel : new int[] {3, 0, 1, 2}) {
                pixels[i] = pixels[i] << 8 | ((Number) numbers.get(4 * i + channel)).intValue();
            }
        }
        return pixels;
    }

    private void colors(IntPredicate shown) {
        int[] expected = new int[nested.labels().pixelCount()];
        for (int i = 0; i < expected.length; i++) {
            int label = nested.labels().labelAt(i % nested.width(), i / nested.width());
            expected[i] = DrawnPage.drawn(label) && shown.test(i) ? 0xFF000000 | DrawnPage.color(label) : 0;
        }
        equal(expected, canvas("#colors"));
    }

    private void veil(IntPredicate shown) {
        int[] pixels = canvas("#veil");
        for (int i = 0; i < pixels.length; i++) {
            equal(shown.test(i) ? 0 : VEIL_ALPHA, pixels[i] >>> 24);
        }
    }

    private int label(int pixel) {
        return nested.labels().labelAt(pixel % nested.width(), pixel / nested.width());
    }

    private double[] at(int x, int y) {
        return tab.pixel(x, y, nested.width(), nested.height());
    }

    private void blends() throws IOException {
        tab.point(1, 1);
        for (int percent : new int[] {0, 35, 100}) {
            tab.evaluate("(() => { const slider = document.querySelector('#opacity'); slider.value = " + percent
                    + "; slider.dispatchEvent(new Event('input', { bubbles: true })); })()");
            equal(percent + " %", tab.text("#opacity-value"));
            blended(percent / 100.0, tab.screenshot());
        }
        tab.press("o");
        equal("false", tab.attribute("#toggle", "aria-pressed"));
        blended(0, tab.screenshot());
        tab.press("o");
        blended(1, tab.screenshot());
        tab.evaluate("document.activeElement.blur()");
        for (int i = 0; i < 10; i++) {
            tab.press(i < 5 ? "ArrowDown" : "-");
        }
        equal("50 %", tab.text("#opacity-value"));
        tab.press("+");
        tab.press("ArrowUp");
        equal("60 %", tab.text("#opacity-value"));
        tab.press("ArrowDown");
        tab.press("-");
    }

    private void blended(double alpha, BufferedImage screenshot) {
        int[][] places = {{0, 0}, {3, 15}, {8, 15}, {15, 15}, {38, 6}};
        for (int[] place : places) {
            int label = nested.labels().labelAt(place[0], place[1]);
            double[] point = at(place[0], place[1]);
            Color found = new Color(screenshot.getRGB((int) point[0], (int) point[1]));
            Color photo = new Color(DrawnPage.GRAY);
            Color color = DrawnPage.drawn(label) ? new Color(DrawnPage.color(label)) : photo;
            near(photo.getRed() + alpha * (color.getRed() - photo.getRed()), found.getRed(), COLOR_TOLERANCE);
            near(photo.getGreen() + alpha * (color.getGreen() - photo.getGreen()), found.getGreen(), COLOR_TOLERANCE);
            near(photo.getBlue() + alpha * (color.getBlue() - photo.getBlue()), found.getBlue(), COLOR_TOLERANCE);
        }
    }

    private void outlines() {
        int[][] places = {{0, 0}, {3, 15}, {15, 15}, {37, 17}};
        for (int[] place : places) {
            tab.point(at(place[0], place[1]));
            String path = tab.attribute("#outline .line", "d");
            Matcher edges = Pattern.compile("M(\\d+) (\\d+)([HV])(\\d+)").matcher(path);
            long length = 0;
            while (edges.find()) {
                int from = Integer.parseInt(edges.group(edges.group(3).equals("H") ? 1 : 2));
                length += Integer.parseInt(edges.group(4)) - from;
            }
            equal(nested.regionAt(place[0], place[1]).perimeter(), length);
        }
        tab.point(1, 1);
        equal("", tab.attribute("#outline .line", "d"));
        holds(tab.visible("#hint") && !tab.visible("#tip"), "the pointer has left, the tip has not");
    }

    private void isolatesAClass() {
        int label = nested.labels().labelAt(15, 15);
        tab.click(at(15, 15));
        colors(pixel -> label(pixel) == label);
        veil(pixel -> label(pixel) == label);
        equal("true", tab.attribute("#legend [data-label='" + label + "']", "aria-pressed"));
        tab.click(at(38, 6));
        colors(pixel -> true);
        veil(pixel -> true);
        equal("false", tab.attribute("#legend [data-label='" + label + "']", "aria-pressed"));
    }

    private void isolatesARegion() {
        Region region = nested.regionAt(38, 6);
        IntPredicate inside = pixel ->
                nested.regionAt(pixel % nested.width(), pixel / nested.width()).id() == region.id();
        tab.shiftClick(at(38, 6));
        colors(inside);
        veil(inside);
        tab.press("Escape");
        colors(pixel -> true);
        tab.press("r");
        tab.click(at(38, 6));
        veil(inside);
        holds(tab.visible("#clear"), "nothing to press for showing all");
        tab.click(tab.middle("#clear"));
        veil(pixel -> true);
        tab.click(tab.middle("label:has(#pick-class)"));
        equal(true, tab.evaluate("document.querySelector('#pick-class').checked"));
    }

    private void isolatesTheBackground() {
        tab.click(tab.middle("#legend [data-label='0']"));
        colors(pixel -> false);
        veil(pixel -> label(pixel) == 0);
        tab.click(tab.middle("#legend [data-label='0']"));
        veil(pixel -> true);
    }

    private void keepsMarkupAsText() {
        equal(nested.name(), tab.text("#photo-name"));
        equal(nested.name() + " – segmented", tab.evaluate("document.title"));
        equal("1 · " + nested.name(), tab.texts("#photo-list option").get(0));
        holds(tab.texts("#legend .name").contains(DrawnPage.name(1)), tab.texts("#legend .name"));
        equal(0L, ((Number) tab.evaluate("document.querySelectorAll('b').length")).longValue());
    }

    private void stepsThroughRegions() {
        tab.point(1, 1);
        tab.evaluate("document.querySelector('#toggle').focus()");
        for (Region region : nested.largestFirst()) {
            tab.press("n");
            equal(DrawnPage.name(region.label()), tab.texts("#facts dd").get(0));
            holds(tab.texts("#facts dd").get(1).startsWith(region.area() + " px"), tab.texts("#facts dd"));
        }
        tab.press("n");
        tab.press("p");
        Region smallest = nested.largestFirst().get(nested.regions().size() - 1);
        holds(tab.texts("#facts dd").get(1).startsWith(smallest.area() + " px"), tab.texts("#facts dd"));
        tab.press("n");
        tab.press("Enter");
        int label = nested.largestFirst().get(0).label();
        veil(pixel -> label(pixel) == label);
        tab.press("Escape");
        tab.press("Escape");
        veil(pixel -> true);
    }
}
