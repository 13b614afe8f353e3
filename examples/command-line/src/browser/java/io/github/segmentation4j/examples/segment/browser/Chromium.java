package io.github.segmentation4j.examples.segment.browser;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Chromium with a profile of its own. */
final class Chromium implements AutoCloseable {
    private static final int STARTS_WITHIN_SECONDS = 60;
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /**
     * Starts the browser.
     *
     * @param program the browser's file
     * @param profile an empty folder for its profile; its messages go beside it
     */
    static Chromium start(String program, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        // In a container there is often no sandbox to be had; only our own file is opened.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--force-color-profile=srgb",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(
                        profile.resolveSibling(profile.getFileName() + ".log").toFile())
                .start();
        try {
            int port = port(process, profile.resolve("DevToolsActivePort"));
            HttpClient client = HttpClient.newHttpClient();
            return new Chromium(process, new DevTools(client, firstTab(client, port)));
        } catch (IOException | InterruptedException | IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int port(Process process, Path file) throws IOException, InterruptedException {
        for (int i = 0; i < TimeUnit.SECONDS.toMillis(STARTS_WITHIN_SECONDS) / POLL_MILLIS; i++) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() > 1) {
                return Integer.parseInt(lines.get(0));
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("Chromium did not open " + file);
    }

    private static String firstTab(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        try {
            JsonArray targets = JsonParser.array().from(answer);
            return targets.stream()
                    .map(JsonObject.class::cast)
                    .filter(target -> target.getString("type").equals("page"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Chromium has no tab: " + answer))
                    .getString("webSocketDebuggerUrl");
        } catch (JsonParserException e) {
            throw new IOException("Chromium answered " + answer, e);
        }
    }

    DevTools tools() {
        return tools;
    }

    @Override
    public void close() {
        tools.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
