package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class SessionsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "nango_connect_session_" + "5f".repeat(32);
    private static final String MADE =
            """
            {"data":{"token":"%s","connect_link":"https://connect.nango.dev/?session_token=%s",
             "expires_at":"2026-09-02T10:30:00.000Z","a_new_member":{}}}
            """
                    .formatted(TOKEN, TOKEN);

    private static final ConnectSessionRequest ANN =
            ConnectSessionRequest.of(Map.of("end_user_id", "ann"), "hubspot-eu", "slack");
    private static final ReconnectSessionRequest AGAIN =
            new ReconnectSessionRequest("hubspot-eu", "c-1", Map.of("end_user_id", "ann"), null);

    private final FakeNango nango;
    private final NangoApi api;

    SessionsTest() throws IOException {
        nango = new FakeNango();
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void makesASessionAndKeepsItsTokenOutOfLogs() {
        nango.answers(201, MADE);

        SessionAnswer answer = api.connectSession(ANN);

        assertThat(answer)
                .isEqualTo(
                        new SessionAnswer.Made(
                                new ConnectSession(
                                        TOKEN,
                                        "https://connect.nango.dev/?session_token=" + TOKEN,
                                        Instant.parse("2026-09-02T10:30:00Z")),
                                null));
        assertThat(answer.toString()).contains("2026-09-02").doesNotContain(TOKEN);
    }

    @Test
    void asksForASessionInTheWayThatIsNotDeprecated() {
        nango.answers(201, MADE);

        api.connectSession(ANN);

        FakeNango.Asked asked = nango.onlyAsked();
        assertThat(asked.method() + " " + asked.rawUri()).isEqualTo("POST /connect/sessions");
        assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + FakeNango.KEY);
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(body(asked))
                .isEqualTo(
                        JSON.readTree(
                                "{\"tags\":{\"end_user_id\":\"ann\"},\"allowed_integrations\":[\"hubspot-eu\",\"slack\"]}"));
    }

    @Test
    void asksWithTagsThoughThereAreNone() {
        nango.answers(201, MADE);

        api.connectSession(new ConnectSessionRequest(Map.of(), List.of(), "https://x.test/hook"));

        assertThat(body(nango.onlyAsked()))
                .isEqualTo(
                        JSON.readTree(
                                "{\"tags\":{},\"webhook_url_override\":\"https://x.test/hook\"}"));
    }

    @Test
    void asksToReconnectWithAllThatWouldElseBeWiped() {
        nango.answers(201, MADE);
        ConnectionView before =
                new ConnectionView(
                        1,
                        "c/1",
                        "hubspot-eu",
                        "hubspot",
                        Map.of("end_user_id", "ann", "team", "blue"),
                        null,
                        List.of("auth"),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "https://x.test/hook",
                        false);

        SessionAnswer answer = api.reconnectSession(ReconnectSessionRequest.keeping(before));

        assertThat(answer).isInstanceOf(SessionAnswer.Made.class);
        FakeNango.Asked asked = nango.onlyAsked();
        assertThat(asked.method() + " " + asked.rawUri())
                .isEqualTo("POST /connect/sessions/reconnect");
        assertThat(body(asked))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"connection_id":"c/1","integration_id":"hubspot-eu",
                                 "tags":{"end_user_id":"ann","team":"blue"},
                                 "webhook_url_override":"https://x.test/hook"}
                                """));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        400,
                        flaw("custom", "Integration does not exist", "\"allowed_integrations\",0"),
                        FailureKind.INTEGRATION_UNKNOWN),
                arguments(
                        400,
                        flaw("unrecognized_keys", "Unrecognized key", ""),
                        FailureKind.REFUSED),
                arguments(400, flaw("custom", "too many tags", "\"tags\""), FailureKind.REFUSED),
                arguments(400, envelope("invalid_query_params"), FailureKind.REFUSED),
                arguments(400, envelope("resource_capped"), FailureKind.PLAN_LIMIT),
                arguments(401, envelope("unknown_account"), FailureKind.UNAUTHORISED),
                arguments(402, "", FailureKind.PLAN_LIMIT),
                arguments(403, envelope("forbidden"), FailureKind.FORBIDDEN),
                arguments(404, envelope("feature_disabled"), FailureKind.REFUSED),
                arguments(404, "<html>", FailureKind.MALFORMED),
                arguments(415, envelope("invalid_content_type"), FailureKind.REFUSED),
                arguments(500, envelope("server_error"), FailureKind.SERVER_ERROR),
                arguments(503, envelope("invalid_body"), FailureKind.SERVER_ERROR),
                arguments(200, "<html>sign in</html>", FailureKind.MALFORMED),
                arguments(201, "{}", FailureKind.MALFORMED),
                arguments(201, MADE.replace("token\"", "t\""), FailureKind.MALFORMED),
                arguments(201, MADE.replace("2026-09-02", "soon"), FailureKind.MALFORMED));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("failures")
    void sortsWhatNangoRefuses(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        SessionAnswer connect = api.connectSession(ANN);

        assertThat(failure(connect).failure().kind()).isEqualTo(kind);
        assertThat(connect.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("failures")
    void sortsWhatNangoRefusesOfAReconnect(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        SessionAnswer again = api.reconnectSession(AGAIN);

        FailureKind meant = kind == FailureKind.INTEGRATION_UNKNOWN ? FailureKind.REFUSED : kind;
        assertThat(failure(again).failure().kind()).isEqualTo(meant);
    }

    @Test
    void knowsAnUnknownConnectionByTheMissingList() {
        nango.answers(
                400, "{\"error\":{\"code\":\"invalid_body\",\"message\":\"no such connection\"}}");

        assertThat(failure(api.reconnectSession(AGAIN)).failure().kind())
                .isEqualTo(FailureKind.CONNECTION_UNKNOWN);
        assertThat(failure(api.connectSession(ANN)).failure().kind())
                .isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void handsOnWhatIsWrongWithTheBody() {
        nango.answers(
                400,
                """
                {"error":{"code":"invalid_body","errors":[
                  {"code":"custom","message":"no","path":["allowed_integrations",1]},null,{}]}}
                """);

        assertThat(failure(api.connectSession(ANN)).flaws())
                .containsExactly(
                        new BodyFlaw("custom", "no", List.of("allowed_integrations", "1")),
                        new BodyFlaw("", "", List.of()));
    }

    @Test
    void saysHowLongToWait() {
        nango.answers(429, envelope("too_many_request"), Map.of("Retry-After", "12"));

        NangoFailure failure = failure(api.connectSession(ANN)).failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.retryAfter()).isEqualTo(new RetryAfter.In(Duration.ofSeconds(13)));
    }

    @Test
    void saysThatNobodyAnswered() {
        nango.close();

        assertThat(failure(api.connectSession(ANN)).failure().kind())
                .isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void refusesBeforeNangoDoes() {
        assertThatThrownBy(() -> ConnectSessionRequest.of(Map.of("9", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConnectSessionRequest.of(Map.of(), "hub/spot"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReconnectSessionRequest("a", "c#1", Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReconnectSessionRequest("a", "c-1", Map.of("plan", ""), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SessionAnswer.NoAnswer failure(SessionAnswer answer) {
        return (SessionAnswer.NoAnswer) answer;
    }

    private static JsonNode body(FakeNango.Asked asked) {
        return JSON.readTree(asked.body());
    }

    private static String envelope(String code) {
        return "{\"error\":{\"code\":\"" + code + "\"}}";
    }

    private static String flaw(String code, String message, String path) {
        return "{\"error\":{\"code\":\"invalid_body\",\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"path\":[%s]}]}}"
                .formatted(code, message, path);
    }
}
