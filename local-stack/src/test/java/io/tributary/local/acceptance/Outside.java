package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;
import io.tributary.local.RunningStack;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody around a running stack: an end user, a stranger, a product team, an operator. */
final class Outside {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningStack stack;

    Outside(RunningStack stack) {
        this.stack = stack;
    }

    /** An end user connects an account. */
    void connect(ConnectionKey connection, String endUserId) throws Exception {
        Map<String, Object> session =
                Map.of(
                        "integration", connection.integration(),
                        "connectionId", connection.connectionId(),
                        "tags", Map.of("end_user_id", endUserId));
        post(stack.simulator("/_control/connections"), JSON.writeValueAsString(session));
    }

    /** A stranger posts to the inbound address of an integration that checks no signature. */
    void forwardBare(String body) throws Exception {
        JsonNode environment =
                JSON.readTree(get(stack.simulator("/_control/environments"), null)).path(0);
        String inbound = environment.path("inboundPath").stringValue();
        post(stack.simulator(inbound.replace("{integration}", "unauth")), body);
    }

    /** What the provider has, page by page, as Nango's proxy passes it on. */
    List<JsonNode> contacts(ConnectionKey connection) throws Exception {
        List<JsonNode> contacts = new ArrayList<>();
        for (int page = 1; ; page++) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    stack.simulator("/proxy/v1/contacts?per_page=100&page=" + page))
                            .header("Authorization", "Bearer " + stack.keys().apiKey())
                            .header("Provider-Config-Key", connection.integration())
                            .header("Connection-Id", connection.connectionId())
                            .build();
            JsonNode items = JSON.readTree(send(request));
            if (items.isEmpty()) {
                return contacts;
            }
            items.forEach(contacts::add);
        }
    }

    JsonNode connection(ConnectionKey connection) throws Exception {
        return JSON.readTree(
                get(stack.store("/api/connections/" + connection.id()), stack.token()));
    }

    String connections() throws Exception {
        return get(stack.store("/api/connections?limit=1000"), stack.token());
    }

    String syncs() throws Exception {
        return get(stack.worker("/api/syncs"), stack.token());
    }

    /** The status in the store's table. */
    String row(ConnectionKey connection) throws SQLException {
        Login login = stack.database();
        try (var database =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.user(), login.password());
                var query =
                        database.prepareStatement(
                                "select status from connections.connection where id = ?")) {
            query.setObject(1, connection.id());
            var rows = query.executeQuery();
            return rows.next() ? rows.getString(1) : "no row";
        }
    }

    private static String get(URI address, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private static void post(URI address, String body) throws Exception {
        send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as("%s: %s", request.uri(), answer.body()).isEqualTo(200);
        return answer.body();
    }
}
