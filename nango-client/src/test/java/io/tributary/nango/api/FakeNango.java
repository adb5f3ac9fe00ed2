package io.tributary.nango.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers what a test has it answer, and remembers what it was asked. */
final class FakeNango implements AutoCloseable {

    static final String KEY = "2f9e0a35-6d4c-4b8e-9c3f-8a1d7e5b2c64";

    record Asked(String method, String rawUri, Headers headers, byte[] body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile HttpHandler answer = exchange -> exchange.sendResponseHeaders(500, -1);

    FakeNango() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    NangoApi api() {
        return api(Duration.ofSeconds(30));
    }

    NangoApi api(Duration timeout) {
        return NangoApi.at(uri(), new ApiKey(KEY)).requestTimeout(timeout).build();
    }

    void answers(int status, String body) {
        answers(status, body, Map.of());
    }

    void answers(int status, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(UTF_8);
        answers(
                exchange -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
    }

    void answers(HttpHandler handler) {
        answer = handler;
    }

    Asked onlyAsked() {
        if (asked.size() != 1) {
            throw new AssertionError("asked " + asked.size() + " times");
        }
        return asked.getFirst();
    }

    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders(),
                            exchange.getRequestBody().readAllBytes()));
            answer.handle(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
