package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.Map.entry;

import com.nimbusds.jwt.JWTClaimsSet;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Topics;
import io.tributary.store.FakeNango.Known;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Who may make which call, and that nobody sees or touches what is another's: tried for all. */
class CallersIT {

    private static final Stage STAGE = Stage.Shared.STAGE;
    private static final ApiCalls CALLS = new ApiCalls(Stage.Shared.SERVICE, STAGE.tokens);

    private static final String ANN = "ann-of-callers";
    private static final String BOB = "bob-of-callers";
    private static final ConnectionKey ANNS = key(ANN);
    private static final ConnectionKey BOBS = key(BOB);

    private enum Kind {
        USER(STAGE.tokens.user(ANN)),
        BACKEND(STAGE.tokens.backend()),
        READER(STAGE.tokens.valid()),
        OPERATOR(STAGE.tokens.operator());

        private final String token;

        Kind(String token) {
            this.token = token;
        }
    }

    private static final Set<Kind> READING = Set.of(Kind.USER, Kind.READER, Kind.OPERATOR);
    private static final Set<Kind> ACTING = Set.of(Kind.USER, Kind.BACKEND);
    private static final Set<Kind> OPERATING = Set.of(Kind.OPERATOR);
    private static final String EVENTS = "GET /api/connections/events";

    /** Takes an API key and no token: {@code ApiKeysIT}. */
    private static final String EXCHANGE = "POST /api/token";

    /** Written here a second time: a call that is not here, or open to others, fails. */
    private static final Map<String, Set<Kind>> MAY =
            Map.ofEntries(
                    entry("GET /api/connections", READING),
                    entry("GET /api/connections/{id}", READING),
                    entry("GET /api/connections/{id}/history", READING),
                    entry(EVENTS, Set.of(Kind.USER)),
                    entry("DELETE /api/connections/{id}", ACTING),
                    entry("GET /api/integrations", ACTING),
                    entry("POST /api/integrations/session-token", ACTING),
                    entry("POST /api/integrations/reconnect-token", ACTING),
                    entry("GET /api/operations/parked", OPERATING),
                    entry("GET /api/operations/parked/{partition}/{offset}", OPERATING),
                    entry("POST /api/operations/parked/redrive", OPERATING),
                    entry("GET /api/operations/walks", OPERATING),
                    entry("POST /api/operations/walks/{environment}", OPERATING),
                    entry("POST /api/operations/walks/{environment}/release", OPERATING),
                    entry("GET /api/operations/api-keys", OPERATING),
                    entry("POST /api/operations/api-keys", OPERATING),
                    entry("DELETE /api/operations/api-keys/{id}", OPERATING));

    private static List<Described> described;

    /** A call as the description has it. */
    private record Described(String method, String path) {

        String name() {
            return method + " " + path;
        }

        /** With Bob's id wherever an id can stand. */
        HttpResponse<String> made(String token) {
            return madeAbout(BOBS.id(), token);
        }

        HttpResponse<String> madeAbout(UUID connection, String token) {
            String filled =
                    path.replace("{id}", connection.toString())
                            .replace("{environment}", "nowhere")
                            .replace("{partition}", "0")
                            .replace("{offset}", "99999999");
            return CALLS.call(
                    method, filled, method.equals("POST") ? body(connection) : null, token);
        }

        private String body(UUID connection) {
            return switch (path) {
                case "/api/integrations/reconnect-token" ->
                        "{\"connection\":\"%s\"}".formatted(connection);
                case "/api/integrations/session-token" ->
                        "{\"owner\":{\"endUserId\":\"%s\"}}".formatted(BOB);
                default -> "{}";
            };
        }

        /** A stream ends with its token. */
        HttpResponse<String> madeAbout(UUID connection, Kind kind) {
            return madeAbout(
                    connection,
                    kind == Kind.USER && name().equals(EVENTS)
                            ? STAGE.tokens.user(
                                    ANN,
                                    claims ->
                                            claims.expirationTime(
                                                    Date.from(Instant.now().plusSeconds(1))))
                            : kind.token);
        }
    }

    private static ConnectionKey key(String user) {
        return new ConnectionKey(Stage.ENVIRONMENT, "callers", "c-" + user);
    }

    @BeforeAll
    static void given() {
        described = new ArrayList<>();
        ApiCalls.json(CALLS.get("/v3/api-docs"))
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                method ->
                                                        described.add(
                                                                new Described(
                                                                        method.toUpperCase(
                                                                                Locale.ROOT),
                                                                        path.getKey()))));
        described.removeIf(call -> call.name().equals(EXCHANGE));
        owned(ANNS, "{\"end_user_id\":\"%s\"}".formatted(ANN), 701);
        owned(BOBS, "{\"end_user_id\":\"%s\",\"end_user_email\":\"b@x.test\"}".formatted(BOB), 702);
    }

    private static void owned(ConnectionKey key, String tags, long nangoId) {
        STAGE.nango.connections.put(
                key.connectionId(),
                new Known(nangoId, key.integration(), tags, false, "2026-09-01T08:00:00.000Z"));
        STAGE.deliver(Stage.body("creation", true, key));
        await().atMost(Duration.ofSeconds(60)).until(() -> STAGE.status(key).equals("active"));
    }

    @Test
    void everyCallHasItsRule() {
        assertThat(described.stream().map(Described::name))
                .containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @Test
    void onlyWhoMayIsAnswered() {
        Map<String, Integer> wrong = new TreeMap<>();
        for (Described call : described) {
            for (Kind kind : Kind.values()) {
                int status = call.madeAbout(UUID.randomUUID(), kind).statusCode();
                boolean let = status != 401 && (status != 403 || namesAnother(call, kind));
                if (let != MAY.get(call.name()).contains(kind)) {
                    wrong.put(call.name() + " by " + kind, status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Let in, and refused for what it asks. */
    private static boolean namesAnother(Described call, Kind kind) {
        return kind == Kind.USER && call.path().endsWith("/session-token");
    }

    @Test
    void aTokenWithoutAScopeOpensNothing() {
        for (String token :
                List.of(
                        STAGE.tokens.scoped("someone", ""),
                        STAGE.tokens.scoped("someone", "openid tributary.connec operate"))) {
            for (Described call : described) {
                HttpResponse<String> answer = call.made(token);
                assertThat(answer.statusCode()).as(call.name()).isEqualTo(403);
                assertThat(ApiCalls.json(answer).path("detail").asString())
                        .contains("This call needs a token with the scope tributary.");
            }
        }
    }

    @Test
    void whatIsNoValidTokenOpensNothingAndIsToldWhy() {
        refused(null, "A valid bearer token is needed");
        refused("0b1f3b8e-4a52-4f0c-9d59-5f6f2f8d1e77", "A valid bearer token is needed");
        refused(new Tokens().operator(), "signature");
        refused(
                with(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                "expired");
        refused(
                with(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))),
                "before");
        refused(with(claims -> claims.issuer("https://elsewhere.example.test")), "iss");
        refused(with(claims -> claims.issuer(null)), "iss");
    }

    private static String with(Consumer<JWTClaimsSet.Builder> change) {
        return STAGE.tokens.token(
                claims -> {
                    claims.subject(BOB)
                            .claim("scope", "tributary.operate tributary.read tributary.connect");
                    change.accept(claims);
                });
    }

    private static void refused(String token, String why) {
        for (Described call : described) {
            HttpResponse<String> answer = call.made(token);
            assertThat(answer.statusCode()).as(call.name()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(ApiCalls.json(answer).path("detail").asString()).contains(why);
        }
        assertThat(CALLS.as(token, "/v3/api-docs").statusCode()).isEqualTo(401);
        assertThat(CALLS.as(token, "/api/nothing").statusCode()).isEqualTo(401);
        assertThat(CALLS.as(token, "/error").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherUsersConnectionIsAsIfItWereNotThere() {
        // given
        UUID nobodys = UUID.randomUUID();

        for (Described call : described) {
            // when
            HttpResponse<String> bobs = call.madeAbout(BOBS.id(), Kind.USER);
            HttpResponse<String> none = call.madeAbout(nobodys, Kind.USER);

            // then
            assertThat(bobs.body().replace(BOBS.id().toString(), "?"))
                    .as(call.name())
                    .doesNotContain(BOB)
                    .isEqualTo(none.body().replace(nobodys.toString(), "?"));
            assertThat(bobs.statusCode()).isEqualTo(none.statusCode());
        }
        assertThat(STAGE.status(BOBS)).isEqualTo("active");
        assertThat(STAGE.events(Topics.INBOX.name(), BOBS))
                .extracting(CloudEvent::type)
                .doesNotContain("nango.deletion.requested");
    }

    @Test
    void noFilterReachesBeyondOnesOwn() {
        for (String filter :
                List.of(
                        "?",
                        "?endUserId=" + BOB,
                        "?connectionId=" + BOBS.connectionId(),
                        "?integration=callers&status=active",
                        "?tag=end_user_id:" + BOB,
                        "?tag=end_user_email:b@x.test")) {
            JsonNode found = ApiCalls.json(CALLS.as(Kind.USER.token, "/api/connections" + filter));
            assertThat(found.path("connections").isArray()).isTrue();
            assertThat(found.toString()).doesNotContain(BOB).doesNotContain(BOBS.id().toString());
        }
    }

    @Test
    void onesOwnIsShown() {
        JsonNode list = ApiCalls.json(CALLS.as(Kind.USER.token, "/api/connections"));
        String one = "/api/connections/" + ANNS.id();
        assertThat(list.path("connections").valueStream().map(it -> it.path("id").asString()))
                .containsExactly(ANNS.id().toString());
        assertThat(CALLS.as(Kind.USER.token, one).statusCode()).isEqualTo(200);
        assertThat(
                        ApiCalls.json(CALLS.as(Kind.USER.token, one + "/history"))
                                .path("entries")
                                .size())
                .isEqualTo(1);
        assertThat(CALLS.as(STAGE.tokens.valid(), "/api/connections/" + BOBS.id()).statusCode())
                .isEqualTo(200);
    }

    /** Who came after another sees nothing of what was the other's. */
    @Test
    void historyIsShownAsFarAsItWasOnesOwn() {
        // given
        ConnectionKey passed = new ConnectionKey(Stage.ENVIRONMENT, "callers", "c-passed-on");
        owned(passed, "{\"end_user_id\":\"%s\"}".formatted(BOB), 703);
        STAGE.nango.connections.put(
                passed.connectionId(),
                new Known(
                        704,
                        passed.integration(),
                        "{\"end_user_id\":\"carla\"}",
                        false,
                        "2026-09-01T09:00:00.000Z"));
        STAGE.deliver(Stage.body("override", true, passed));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                STAGE.jdbc
                                        .queryForList(
                                                "select end_user_id from connection where id = ?",
                                                String.class,
                                                passed.id())
                                        .contains("carla"));

        // when
        String path = "/api/connections/" + passed.id();
        HttpResponse<String> history = CALLS.as(STAGE.tokens.user("carla"), path + "/history");

        // then
        assertThat(history.body()).contains("nango.connection.created").doesNotContain(BOB);
        assertThat(CALLS.as(STAGE.tokens.user(BOB), path).statusCode()).isEqualTo(404);
        assertThat(CALLS.as(STAGE.tokens.user(BOB), path + "/history").statusCode()).isEqualTo(404);
    }

    @Test
    void whoActsForOneOrganizationDoesNotSeeWhatIsOfAnother() {
        // given
        ConnectionKey of = new ConnectionKey(Stage.ENVIRONMENT, "callers", "c-dora");
        owned(of, "{\"end_user_id\":\"dora\",\"organization_id\":\"o-1\"}", 705);

        // then
        String path = "/api/connections/" + of.id();
        assertThat(CALLS.as(dora("o-1"), path).statusCode()).isEqualTo(200);
        assertThat(CALLS.as(dora("o-2"), path).statusCode()).isEqualTo(404);
        assertThat(CALLS.as(STAGE.tokens.user("dora"), path).statusCode()).isEqualTo(200);
    }

    private static String dora(String organization) {
        return STAGE.tokens.user("dora", claims -> claims.claim("org_id", organization));
    }

    @Test
    void aUsersTokenThatDoesNotSayWhoseIsRefused() {
        String token = STAGE.tokens.user("x", claims -> claims.subject(null));
        HttpResponse<String> answer = CALLS.as(token, "/api/connections");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(ApiCalls.json(answer).path("detail").asString())
                .contains("'sub'", "tributary.callers.claims.user-id");
    }

    @Test
    void noPageOfAnotherOriginMayCallUnlessConfigured() {
        HttpRequest.Builder preflight =
                CALLS.request("local.server.port", "/api/connections", null)
                        .header("Origin", "https://evil.example.test")
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = ApiCalls.send(preflight);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
