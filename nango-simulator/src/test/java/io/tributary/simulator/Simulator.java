package io.tributary.simulator;

import io.tributary.simulator.wire.HeaderList;
import io.tributary.simulator.wire.Origin;
import io.tributary.simulator.wire.WireClient;
import io.tributary.simulator.wire.WireRequest;
import io.tributary.simulator.wire.WireResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A running simulator, and the calls of those who use it. */
public final class Simulator implements AutoCloseable {

    public static final String API_KEY = "0b8c3f14-5a5e-4d52-8f4e-0a7c1d2e3f40";
    public static final String SCOPED_KEY = "5f6c8a9e-1b2c-4d3e-9f40-a1b2c3d4e5f6";
    public static final String PROD_API_KEY = "9a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d";
    public static final String PROD_SIGNING_KEY = "3e4b3444-35fa-4475-9358-7c8a04264488";
    public static final String SIGNING_KEY = "505f42b6-b58c-4b87-816c-f817946eb5e2";

    private static final List<String> USUAL =
            List.of(
                    "server.port=0",
                    "server.address=127.0.0.1",
                    "management.server.port=0",
                    "simulator.environments.dev.api-key=" + API_KEY,
                    "simulator.environments.dev.signing-key=" + SIGNING_KEY,
                    "simulator.environments.dev.api-keys[0].key=" + SCOPED_KEY,
                    "simulator.environments.dev.api-keys[0].scopes=connections:list,connections:read",
                    "simulator.delivery.retry-delay=100ms",
                    "simulator.delivery.timeout=2s",
                    "simulator.rate-limit-per-minute=100000",
                    "logging.level.root=warn");

    private static final List<String> SHARED =
            List.of(
                    "simulator.environments.prod.api-key=" + PROD_API_KEY,
                    "simulator.environments.prod.signing-key=" + PROD_SIGNING_KEY,
                    "simulator.environments.prod.toggles.on-auth-creation=false",
                    "simulator.environments.prod.toggles.on-connection-deletion=true",
                    "simulator.environments.prod.toggles.on-sync-completion-always=false",
                    "simulator.delivery.circuit.open-for=4s",
                    "simulator.refresh.backoff=4s",
                    "simulator.proxy.retry-delay=200ms",
                    "simulator.integrations.local-oauth2.provider=local-oauth2",
                    "simulator.integrations.local-oauth2.auth-mode=OAUTH2",
                    "simulator.integrations.local-api-key.provider=local-api-key",
                    "simulator.integrations.local-api-key.auth-mode=API_KEY",
                    "simulator.integrations.unauth-sync.provider=unauthenticated",
                    "simulator.integrations.unauth-sync.auth-mode=NONE",
                    "simulator.integrations.half-done.provider=demo-crm",
                    "simulator.integrations.half-done.auth-mode=OAUTH2",
                    "simulator.integrations.half-done.oauth.client-id=",
                    "simulator.integrations.quiet.provider=unauthenticated",
                    "simulator.integrations.quiet.auth-mode=NONE",
                    "simulator.integrations.quiet.routing-script=true",
                    "simulator.integrations.quiet.forward-webhooks=false");

    private static @Nullable Simulator shared;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;
    private final String url;

    private Simulator(ConfigurableApplicationContext context) {
        this.context = context;
        this.url =
                "http://127.0.0.1:"
                        + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Starts one, with the settings of a test on top of quick retries and free ports. */
    public static Simulator start(String... properties) {
        Map<String, String> settings = new LinkedHashMap<>();
        USUAL.forEach(one -> add(settings, one));
        for (String property : properties) {
            add(settings, property);
        }
        return new Simulator(
                SpringApplication.run(
                        SimulatorApplication.class,
                        settings.entrySet().stream()
                                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                                .toArray(String[]::new)));
    }

    private static void add(Map<String, String> settings, String property) {
        int equals = property.indexOf('=');
        settings.put(property.substring(0, equals), property.substring(equals + 1));
    }

    /**
     * The one that all tests without settings of their own use, one after the other: it is slow to
     * start on a small machine. Its webhooks go to this receiver; its connections stay.
     */
    public static synchronized Simulator shared(RawReceiver receiver) {
        if (shared == null) {
            shared = start(SHARED.toArray(String[]::new));
        }
        shared.control("DELETE", "/faults", null);
        shared.control("DELETE", "/deliveries", null);
        shared.control("DELETE", "/circuits", null);
        shared.control("DELETE", "/provider", null);
        shared.control("PUT", "/rate-limit", "{\"perMinute\":100000}");
        shared.control("PUT", "/connect-sessions", "{\"lifetime\":\"PT30M\"}");
        shared.control("PUT", "/plan", "{}");
        shared.control("PUT", "/state-cookie", "{\"needed\":false}");
        shared.control("DELETE", "/connect-mishaps", null);
        shared.sendTo(receiver.url());
        return shared;
    }

    /** Where the webhooks of both environments go from now on. */
    public void sendTo(String... urls) {
        String body = JSON.writeValueAsString(Map.of("urls", urls));
        control("PUT", "/environments/dev/webhook-urls", body);
        control("PUT", "/environments/prod/webhook-urls", body);
    }

    public static Simulator startSendingTo(RawReceiver receiver, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("simulator.environments.dev.webhook-urls=" + receiver.url());
        return start(all.toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String url() {
        return url;
    }

    /** An answer with its body read as JSON, where it is JSON. */
    public record Answer(int status, HeaderList headers, byte[] body) {

        static Answer of(HttpResponse<byte[]> http) {
            HeaderList headers = new HeaderList();
            http.headers()
                    .map()
                    .forEach((name, values) -> values.forEach(v -> headers.add(name, v)));
            return new Answer(http.statusCode(), headers, http.body());
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String errorCode() {
            return json().path("error").path("code").asString();
        }

        public @Nullable String header(String name) {
            return headers.first(name).orElse(null);
        }
    }

    public Answer get(String path) {
        return call("GET", path, null, Map.of("Authorization", "Bearer " + API_KEY));
    }

    public Answer getScoped(String path) {
        return call("GET", path, null, Map.of("Authorization", "Bearer " + SCOPED_KEY));
    }

    /** With characters in its query that a strict client would have encoded. */
    public Answer rawGet(String target) {
        URI address = URI.create(url);
        WireResponse response;
        try (WireClient client = new WireClient()) {
            HeaderList headers =
                    new HeaderList()
                            .set("Host", address.getAuthority())
                            .set("Authorization", "Bearer " + API_KEY);
            response =
                    client.exchange(
                            new WireRequest(
                                    "GET", Origin.of(address), target, headers, new byte[0]),
                            Duration.ofSeconds(30));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(response.status(), response.headers(), response.body());
    }

    public Answer delete(String path) {
        return call("DELETE", path, null, Map.of("Authorization", "Bearer " + API_KEY));
    }

    public Answer send(String method, String path, String body) {
        return call(
                method,
                path,
                body,
                Map.of("Authorization", "Bearer " + API_KEY, "Content-Type", "application/json"));
    }

    public Answer importConnection(String body) {
        return send("POST", "/connections", body);
    }

    /** As the holder of a connect session's token. */
    public Answer asBrowser(String method, String path, String token) {
        return call(method, path, null, Map.of("Authorization", "Bearer " + token));
    }

    /** The token of a new connect session with this body. */
    public String sessionToken(String body) {
        Answer answer = send("POST", "/connect/sessions", body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json().path("data").path("token").asString();
    }

    /** Pulls a lever and insists that it moved. */
    public Answer control(String method, String path, String body) {
        Answer answer =
                call(method, "/_control" + path, body, Map.of("Content-Type", "application/json"));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer;
    }

    public Answer control(String path, String body) {
        return control("POST", path, body);
    }

    public Answer proxy(
            String method,
            String target,
            String integration,
            String connectionId,
            String... headers) {
        Map<String, String> all = new HashMap<>();
        all.put("Authorization", "Bearer " + API_KEY);
        all.put("Provider-Config-Key", integration);
        all.put("Connection-Id", connectionId);
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return call(method, "/proxy" + target, null, all);
    }

    public Answer call(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
