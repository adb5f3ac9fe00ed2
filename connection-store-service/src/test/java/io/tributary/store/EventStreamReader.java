package io.tributary.store;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows a stream of server-sent events on a thread of its own. */
final class EventStreamReader implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** One event. */
    record Event(String name, JsonNode data) {
        String id() {
            return data.path("id").asString();
        }

        String status() {
            return data.path("status").asString();
        }
    }

    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile boolean over;

    private final HttpResponse<InputStream> answer;

    EventStreamReader(HttpRequest.Builder request) {
        try {
            answer =
                    HTTP.send(
                            request.header("Accept", "text/event-stream").build(),
                            HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    int status() {
        return answer.statusCode();
    }

    String contentType() {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private void read() {
        StringBuilder text = new StringBuilder();
        try (InputStream in = answer.body()) {
            byte[] bytes = new byte[8192];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                text.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                    add(text.substring(0, end));
                    text.delete(0, end + 2);
                }
            }
        } catch (IOException e) {
            // Closed from here, or broken: it is over either way.
        }
        over = true;
    }

    private void add(String block) {
        String name = field(block, "event: ");
        if (name != null) {
            events.add(new Event(name, JsonMapper.shared().readTree(field(block, "data: "))));
        }
    }

    private static String field(String block, String prefix) {
        return Arrays.stream(block.split("\n"))
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse(null);
    }

    List<Event> of(String connection) {
        return events.stream()
                .filter(event -> event.name().equals("connection"))
                .filter(event -> event.id().equals(connection))
                .toList();
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
