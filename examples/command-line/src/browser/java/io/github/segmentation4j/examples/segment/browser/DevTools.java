package io.github.segmentation4j.examples.segment.browser;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to one tab of a browser: commands with their answers, and the events in between. */
final class DevTools implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final WebSocket socket;

    DevTools(HttpClient client, String address) {
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Receiver())
                .join();
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param parameters names and values in turn
     */
    JsonObject send(String method, Object... parameters) {
        JsonObject values = new JsonObject();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put((String) parameters[i], parameters[i + 1]);
        }
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        JsonObject message = new JsonObject();
        message.put("id", id);
        message.put("method", method);
        message.put("params", values);
        socket.sendText(JsonWriter.string(message), true).join();
        try {
            JsonObject answered = answer.get(SECONDS, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new IllegalStateException(method + ": " + JsonWriter.string(answered.getObject("error")));
            }
            return answered.getObject("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " got no answer", e);
        }
    }

    /** Returns the parameters of all events of a kind so far. */
    List<JsonObject> events(String method) {
        return events.stream()
                .filter(event -> event.getString("method").equals(method))
                .map(event -> event.getObject("params"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Puts messages together, which come in parts. */
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void receive(String message) {
            try {
                JsonObject json = JsonParser.object().from(message);
                if (json.has("id")) {
                    waiting.remove(json.getInt("id")).complete(json);
                } else {
                    events.add(json);
                }
            } catch (JsonParserException e) {
                throw new IllegalStateException("The browser sent " + message, e);
            }
        }
    }
}
