package io.tributary.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Answers as a real Nango was seen to, about the connections it was told of. */
final class FakeNango implements AutoCloseable {

    static final String API_KEY = "0b1f3b8e-4a52-4f0c-9d59-5f6f2f8d1e77";

    /** What it says of one connection. */
    record Known(long id, String integration, String tags, boolean broken, String updatedAt) {
        Known(long id, String integration) {
            this(id, integration, "{\"end_user_id\":\"u-1\"}", false, "2026-09-01T08:00:00.000Z");
        }

        Known brokenNow() {
            return new Known(id, integration, tags, true, updatedAt);
        }

        Known wellAt(String time) {
            return new Known(id, integration, tags, false, time);
        }
    }

    private static final Comparator<Map.Entry<String, Known>> NEWEST_FIRST =
            Comparator.comparingLong((Map.Entry<String, Known> one) -> one.getValue().id())
                    .reversed();

    record Refusal(int status, String body, Map<String, String> headers) {}

    final Map<String, Known> connections = new ConcurrentHashMap<>();
    final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** When each request came, by {@link System#nanoTime()}. */
    final Queue<Long> calls = new ConcurrentLinkedQueue<>();

    /** How many pages of the list were asked for. */
    final AtomicInteger pages = new AtomicInteger();

    /** The most requests for a page of the list that were ever answered at one time. */
    final AtomicInteger mostPagesAtOnce = new AtomicInteger();

    private final AtomicInteger pagesNow = new AtomicInteger();

    /** What the next pages of the list are answered with. */
    final Queue<Refusal> listRefusals = new ConcurrentLinkedQueue<>();

    /** What the key is shown of a connection's credentials. */
    volatile String credentials = "{}";

    /** Pages after the first are answered once this is open; none: at once. */
    final AtomicReference<CountDownLatch> laterPages = new AtomicReference<>();

    /** What the list says instead of what is so; none: it is up to date. */
    final AtomicReference<Map<String, Known>> replica = new AtomicReference<>();

    private final HttpServer server;

    FakeNango() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/connections", this::answer);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long askedAbout(String connectionId) {
        return asked.stream().filter(connectionId::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        calls.add(System.nanoTime());
        if (!("Bearer " + API_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\":{\"code\":\"unknown_account\"}}", Map.of());
        } else if (path.equals("/connections")) {
            pages.incrementAndGet();
            mostPagesAtOnce.accumulateAndGet(pagesNow.incrementAndGet(), Math::max);
            try {
                list(exchange);
            } finally {
                pagesNow.decrementAndGet();
            }
        } else {
            one(exchange, URLDecoder.decode(path.substring("/connections/".length()), UTF_8));
        }
    }

    private void one(HttpExchange exchange, String connectionId) throws IOException {
        asked.add(connectionId);
        Refusal refusal = refusals.get(connectionId);
        Known known = connections.get(connectionId);
        if (refusal != null) {
            send(exchange, refusal.status(), refusal.body(), refusal.headers());
        } else if (known == null) {
            send(exchange, 404, "{\"error\":{\"code\":\"not_found\",\"message\":\"-\"}}", Map.of());
        } else {
            String json =
                    """
                    {"id":%d,"connection_id":"%s","provider_config_key":"%s","provider":"%s",
                     "errors":[%s],"end_user":null,"tags":%s,"metadata":{},"connection_config":{},
                     "webhook_url_override":null,"created_at":"2026-09-01T08:00:00.000+00:00",
                     "updated_at":"%s","last_fetched_at":null,"credentials":%s}\
                    """
                            .formatted(
                                    known.id(),
                                    connectionId,
                                    known.integration(),
                                    known.integration(),
                                    errors(known),
                                    known.tags(),
                                    known.updatedAt(),
                                    credentials);
            send(exchange, 200, json, Map.of());
        }
    }

    private static String errors(Known known) {
        return known.broken() ? "{\"type\":\"auth\",\"log_id\":\"l\"}" : "";
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        Refusal refusal = listRefusals.poll();
        if (refusal != null) {
            send(exchange, refusal.status(), refusal.body(), refusal.headers());
            return;
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", "10000"));
        int page = Integer.parseInt(query.getOrDefault("page", "0"));
        if (page > 0 && laterPages.get() != null) {
            awaitOpen(laterPages.get());
        }
        Map<String, Known> source = replica.get() == null ? connections : replica.get();
        String rows =
                source.entrySet().stream()
                        .filter(
                                one ->
                                        one.getKey()
                                                .equals(
                                                        query.getOrDefault(
                                                                "connectionId", one.getKey())))
                        .sorted(NEWEST_FIRST)
                        .skip((long) page * limit)
                        .limit(limit)
                        .map(one -> row(one.getKey(), one.getValue()))
                        .collect(Collectors.joining(","));
        send(exchange, 200, "{\"connections\":[" + rows + "]}", Map.of());
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String one : exchange.getRequestURI().getRawQuery().split("&")) {
            int equals = one.indexOf('=');
            query.put(
                    one.substring(0, equals), URLDecoder.decode(one.substring(equals + 1), UTF_8));
        }
        return query;
    }

    private static String row(String connectionId, Known known) {
        return """
        {"id":%d,"connection_id":"%s","provider_config_key":"%s",
         "provider":"%s","created":"2026-09-01T08:00:00.000123+00:00",
         "metadata":null,"tags":%s,"end_user":null,"errors":[%s]}\
        """
                .formatted(
                        known.id(),
                        connectionId,
                        known.integration(),
                        known.integration(),
                        known.tags(),
                        errors(known));
    }

    private static void send(
            HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
