package io.tributary.worker.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Answers {@code /proxy/v1/contacts} as Nango was seen to, for connections that it was told of. */
public final class FakeNango implements AutoCloseable {

    public static final String API_KEY = "0f1e2d3c-4b5a-4697-8877-665544332211";

    private final HttpServer server;
    private final Map<String, FakeProvider> byConnection = new ConcurrentHashMap<>();

    public FakeNango() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A connection whose provider has so many contacts. */
    public FakeContacts connection(String connectionId, int contacts) {
        FakeContacts made = new FakeContacts(contacts);
        byConnection.put(connectionId, made);
        return made;
    }

    /** A connection with another provider behind it. */
    public void connection(String connectionId, FakeProvider provider) {
        byConnection.put(connectionId, provider);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            proxy(exchange);
        } catch (CutConnection e) {
            // Closing the exchange would end the answer in order; this closes the connection.
            throw e;
        } catch (IOException | RuntimeException e) {
            exchange.close();
            throw e;
        }
        exchange.close();
    }

    private void proxy(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + API_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":{\"code\":\"unknown_account\",\"message\":\"?\"}}");
            return;
        }
        FakeProvider provider =
                byConnection.get(
                        String.valueOf(exchange.getRequestHeaders().getFirst("Connection-Id")));
        if (provider == null) {
            answer(
                    exchange,
                    400,
                    "{\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get"
                            + " connection\"}}");
            return;
        }
        provider.answer(exchange, body);
    }

    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
