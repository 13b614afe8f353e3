package io.github.segmentation4j.examples.segment.browser;

import static io.github.segmentation4j.examples.segment.browser.Checks.equal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens pages in a headless Chromium, uses them, and ends with 1 if an answer is wrong.
 *
 * <p>Arguments: the browser; the page of the three photos of the examples; the folder of their label files; a folder for
 * the drawn pages, the screenshots and the browser's profile.
 */
public final class PageCheck {
    private static final int LARGE_WIDTH = 4000;
    private static final int LARGE_HEIGHT = 3000;
    private static final int SHOWN_WIDTH = 2048;

    private PageCheck() {}

    /** Runs the checks. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path page = Path.of(arguments[1]).toAbsolutePath();
        Path labels = Path.of(arguments[2]).toAbsolutePath();
        Path folder = Path.of(arguments[3]).toAbsolutePath();
        Checks checks = new Checks(System.out);
        try (Chromium chromium = Chromium.start(arguments[0], folder.resolve("profile"))) {
            Tab tab = new Tab(chromium.tools());
            new DrawnPageChecks(tab, DrawnPage.write(folder.resolve("drawn.html"))).run(checks);
            new PhotoPageChecks(tab, page, labels, folder).run(checks);
            checks.check("a photo of 12 megapixels is shown smaller and named exactly", () -> large(tab, folder));
            new SvgChecks(tab, folder).run(checks, labels.resolve("astronaut-labels.png"));
            checks.check("nothing was asked of any network", () -> equal(List.of(), tab.requests()));
            checks.check("the browser had nothing to complain about", () -> equal(List.of(), tab.complaints()));
        }
        System.exit(checks.summary() ? 0 : 1);
    }

    private static void large(Tab tab, Path folder) throws IOException {
        Path file = folder.resolve("large.html");
        DrawnPage.writeLarge(file, LARGE_WIDTH, LARGE_HEIGHT);
        tab.desktop(1280, 800);
        tab.open(file);
        equal(SHOWN_WIDTH, ((Number) tab.evaluate("document.querySelector('#colors').width")).intValue());
        int half = LARGE_WIDTH / 2 * (LARGE_HEIGHT - 1);
        for (int side = 0; side < 2; side++) {
            tab.point(tab.pixel(LARGE_WIDTH / 4 + side * LARGE_WIDTH / 2, LARGE_HEIGHT / 2, LARGE_WIDTH, LARGE_HEIGHT));
            equal(side == 0 ? "left" : "right", tab.texts("#facts dd").get(0));
            equal("%,d px · 50.0 %%".formatted(half), tab.texts("#facts dd").get(1));
        }
        equal(List.of("left", "right", "line"), tab.texts("#legend .name"));
        equal(List.of("50.0 %", "50.0 %", "< 0.1 %"), tab.texts("#legend .share"));
    }
}
