package io.tributary.simulator.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;
import io.tributary.simulator.consent.TokenEndpoint;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.provider.ProviderSwitches.Mishap;
import io.tributary.simulator.wire.Origin;

import org.springframework.stereotype.Component;

import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * A small CRM: {@code GET /v1/contacts}, and beside it {@link StandIn}s of well-known APIs. It
 * takes any bearer token, unless the connection was broken; which connection's account it is, the
 * proxy says in a header of its own, because imported connections may share a token.
 */
@Component
public final class CrmProvider implements AutoCloseable {

    /** Names the account: environment, integration and connection id, each encoded. */
    public static final String ACCOUNT = "X-Simulator-Account";

    private static final List<StandIn> STAND_INS =
            List.of(
                    new GitHubIssues(),
                    new HubSpotContacts(),
                    new SlackChannels(),
                    new NotionPages(),
                    new StripeCustomers());

    static {
        // Else its answers wait 40 ms each: it writes head and body apart, the body waits until the
        // head is acknowledged (RFC 896), and whoever has half an answer delays that (RFC 1122).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ProviderSettings settings;
    private final ProviderSwitches switches;
    private final Connections connections;

    CrmProvider(
            ProviderSettings settings,
            ProviderSwitches switches,
            Connections connections,
            TokenEndpoint tokens) {
        this.settings = settings;
        this.switches = switches;
        this.connections = connections;
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            this.server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the built-in provider cannot listen on port " + settings.port(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.createContext(TokenEndpoint.PATH, tokens::serve);
        server.start();
    }

    /** What it calls itself. */
    public URI origin() {
        return settings.origin();
    }

    /** Where it really is. */
    public Origin address() {
        return new Origin(
                false,
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (switches.next()) {
                case Mishap.None _ -> answer(exchange, body);
                case Mishap.Refused(int status) -> error(exchange, status, "something went wrong");
                case Mishap.HungUp _ -> {}
                case Mishap.RateLimited(String retryAfter) -> {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
                    error(exchange, 429, "too many requests");
                }
                case Mishap.Slow(var delay) -> {
                    Thread.sleep(delay);
                    answer(exchange, body);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        Optional<Connection> account = account(exchange);
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (token == null || account.isEmpty() || account.get().health().revoked() != null) {
            error(exchange, 401, "the access token is missing, unknown or revoked");
        } else if (!exchange.getRequestURI().getPath().equals("/v1/contacts")) {
            standIn(exchange, body, account.get().key());
        } else if (!exchange.getRequestMethod().equals("GET")) {
            error(exchange, 405, "contacts can only be read");
        } else {
            contacts(exchange, account.get().key());
        }
    }

    private void standIn(HttpExchange exchange, byte[] body, ConnectionKey account)
            throws IOException {
        StandIn.Call call =
                new StandIn.Call(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        StandIn.query(exchange.getRequestURI().getRawQuery()),
                        exchange.getRequestHeaders(),
                        body.length == 0 ? MissingNode.getInstance() : JsJson.parse(body),
                        account,
                        switches.contacts());
        Optional<StandIn.Reply> reply =
                STAND_INS.stream().flatMap(it -> it.answer(call).stream()).findFirst();
        if (reply.isEmpty()) {
            error(exchange, 404, "there is nothing here but /v1/contacts and the stand-ins");
            return;
        }
        String link = reply.get().link();
        if (link != null) {
            exchange.getResponseHeaders().set("Link", link);
        }
        send(
                exchange,
                reply.get().status(),
                CanonicalJson.rewrite(reply.get().body()),
                switches.isChunked());
    }

    private void contacts(HttpExchange exchange, ConnectionKey account) throws IOException {
        try {
            ContactPage page = ContactPage.of(exchange.getRequestURI().getRawQuery());
            String links = page.links(settings.origin(), switches.contacts());
            if (!links.isEmpty()) {
                exchange.getResponseHeaders().set("Link", links);
            }
            send(exchange, 200, page.body(account, switches.contacts()), switches.isChunked());
        } catch (IllegalArgumentException | DateTimeException bad) {
            error(exchange, 422, String.valueOf(bad.getMessage()));
        }
    }

    private Optional<Connection> account(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst(ACCOUNT);
        String[] parts = header == null ? new String[0] : header.split("/");
        return parts.length != 3
                ? Optional.empty()
                : connections.find(
                        new ConnectionKey(decode(parts[0]), decode(parts[1]), decode(parts[2])));
    }

    static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static void error(HttpExchange exchange, int status, String message)
            throws IOException {
        byte[] body = CanonicalJson.rewrite(JsJson.object().put("message", message));
        send(exchange, status, body, false);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, boolean chunked)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set("X-Request-Id", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
        exchange.getResponseBody().write(body);
    }
}
