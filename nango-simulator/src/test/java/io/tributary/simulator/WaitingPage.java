package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A page of some other origin that waits at a socket for what becomes of its popup. */
final class WaitingPage implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger pongs = new AtomicInteger();
    private final WebSocket socket;

    WaitingPage(Simulator nango) {
        socket =
                HTTP.newWebSocketBuilder()
                        .header("Origin", "https://product.example")
                        .buildAsync(
                                URI.create(nango.url().replace("http:", "ws:") + "/"),
                                new Listener())
                        .join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                told.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.incrementAndGet();
            from.request(1);
            return null;
        }
    }

    /** Under which the popup is to report; the server's first words. */
    String clientId() {
        return told(0).path("ws_client_id").asString();
    }

    /** What the page is told after that; there is nothing else to be told. */
    JsonNode outcome() {
        JsonNode outcome = told(1);
        hearAll();
        assertThat(told).hasSize(2);
        return outcome;
    }

    /** Nothing but its id. */
    boolean heardNothing() {
        told(0);
        hearAll();
        return told.size() == 1;
    }

    /** What was said before the answer to a ping has come before it. */
    private void hearAll() {
        int before = pongs.get();
        socket.sendPing(ByteBuffer.allocate(0)).join();
        soon().until(() -> pongs.get() > before);
    }

    /** A wait for what comes at once, and is asked after in every test. */
    static ConditionFactory soon() {
        return await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private JsonNode told(int number) {
        soon().until(() -> told.size() > number);
        return told.get(number);
    }

    boolean isOpen() {
        return !socket.isInputClosed();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
