package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ConnectionReadsTest {

    private static final String CONNECTION =
            """
            {"id":4711,"connection_id":"c-1","provider_config_key":"hubspot-eu",
             "provider":"hubspot","errors":[],
             "end_user":{"id":"cust-77","display_name":"Mia","email":"mia@example.test",
               "tags":null,"organization":{"id":"org-9","display_name":null}},
             "tags":{"end_user_id":"cust-77","plan":"été"},"metadata":{"a":[1]},
             "connection_config":{"portalId":12345},"webhook_url_override":null,
             "created_at":"2026-09-01T08:00:00.419+00:00",
             "updated_at":"2026-09-02T09:30:00.262976+00:00","last_fetched_at":null,
             "credentials":{"type":"OAUTH2","access_token":"SECRET","raw":{"x":"SECRET"}},
             "a_new_member":{"b":1}}
            """;

    private final FakeNango nango;
    private NangoApi api;

    ConnectionReadsTest() throws IOException {
        nango = new FakeNango();
    }

    @BeforeEach
    void open() {
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void readsAConnection() {
        // given
        nango.answers(
                200,
                CONNECTION,
                Map.of(
                        "X-RateLimit-Limit", "200",
                        "X-RateLimit-Remaining", "198",
                        "X-RateLimit-Reset", "1787313660"));

        // when
        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        // then
        assertThat(answer)
                .isEqualTo(
                        new ConnectionAnswer.Present(
                                new ConnectionView(
                                        4711,
                                        "c-1",
                                        "hubspot-eu",
                                        "hubspot",
                                        Map.of("end_user_id", "cust-77", "plan", "été"),
                                        new EndUser(
                                                "cust-77",
                                                "Mia",
                                                "mia@example.test",
                                                "org-9",
                                                null),
                                        List.of(),
                                        Instant.parse("2026-09-01T08:00:00.419Z"),
                                        Instant.parse("2026-09-02T09:30:00.262976Z"),
                                        null,
                                        true),
                                new RateLimit(200, 198, Instant.ofEpochSecond(1787313660))));
        assertThat(answer.toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "{};false",
                "null;false",
                "[1];false",
                "{\"type\":\"NONE\"};false",
                "{\"type\":\"API_KEY\",\"apiKey\":\"x\"};true",
                "{\"raw\":{\"a\":[{}]},\"type\":\"OAUTH2\"};true"
            })
    void noticesWhetherTheKeyReadsCredentials(String credentials, boolean any) {
        // given
        nango.answers(
                200,
                """
                {"id":1,"connection_id":"c-1","provider_config_key":"hubspot-eu","credentials":%s,
                 "created_at":"2026-09-01T08:00:00Z","updated_at":"2026-09-01T08:00:00Z"}
                """
                        .formatted(credentials));

        // when
        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        // then
        assertThat(((ConnectionAnswer.Present) answer).connection().withCredentials())
                .isEqualTo(any);
    }

    @Test
    void readsTheSettingsOfAConnectionAndTellsThemToNoLog() {
        nango.answers(200, CONNECTION);

        SettingsAnswer answer = api.connectionSettings("hubspot-eu", "c-1");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SettingsAnswer.Present.class,
                        present -> {
                            assertThat(present.settings().metadata()).hasToString("{\"a\":[1]}");
                            assertThat(present.settings().connectionConfig())
                                    .hasToString("{\"portalId\":12345}");
                        });
        assertThat(answer.toString()).doesNotContain("12345");
    }

    @Test
    void saysOfAConnectionWithoutSettingsThatItHasNone() {
        nango.answers(200, "{\"id\":4711,\"metadata\":null}");

        SettingsAnswer answer = api.connectionSettings("hubspot-eu", "c-1");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SettingsAnswer.Present.class,
                        present -> {
                            assertThat(present.settings().metadata().isMissingNode()).isTrue();
                            assertThat(present.settings().connectionConfig().isMissingNode())
                                    .isTrue();
                        });
    }

    @Test
    void saysWhoseSettingsCannotBeHad() {
        nango.answers(404, "{\"error\":{\"code\":\"not_found\"}}");

        SettingsAnswer answer = api.connectionSettings("hubspot-eu", "c-1");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        SettingsAnswer.NoAnswer.class,
                        none ->
                                assertThat(none.failure().kind())
                                        .isEqualTo(FailureKind.CONNECTION_UNKNOWN));
    }

    @Test
    void asksWithItsKeyAndForNoRefresh() {
        nango.answers(200, CONNECTION);

        api.connection("hubspot-eu", "c-1");

        FakeNango.Asked asked = nango.onlyAsked();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.rawUri()).isEqualTo("/connections/c-1?provider_config_key=hubspot-eu");
        assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + FakeNango.KEY);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a/b,a%2Fb",
                "me@example.com,me%40example.com",
                "say \"hi\",say%20%22hi%22",
                "${x}[1]|\\y,%24%7Bx%7D%5B1%5D%7C%5Cy",
                "a+b=c;d:e~f,a%2Bb%3Dc%3Bd%3Ae~f",
                "..,%2E%2E",
                ".,%2E",
                "a/../b,a%2F..%2Fb"
            })
    void putsAnyIdIntoOneSegment(String id, String encoded) {
        nango.answers(404, "{\"error\":{\"code\":\"not_found\"}}");

        api.connection("a b:c@d", id);

        assertThat(nango.onlyAsked().rawUri())
                .isEqualTo("/connections/" + encoded + "?provider_config_key=a%20b%3Ac%40d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-01T08:00:00.419Z",
                "2026-09-01T08:00:00.419+00:00",
                "2026-09-01T10:00:00.419000+02:00"
            })
    void readsEveryFormOfTimeThatNangoWrites(String time) {
        nango.answers(200, CONNECTION.replace("2026-09-01T08:00:00.419+00:00", time));

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        assertThat(((ConnectionAnswer.Present) answer).connection().createdAt())
                .isEqualTo(Instant.parse("2026-09-01T08:00:00.419Z"));
    }

    @Test
    void seesThatAConnectionIsBroken() {
        nango.answers(
                200,
                CONNECTION.replace(
                        "\"errors\":[]",
                        "\"errors\":[{\"type\":\"sync\",\"log_id\":\"x\"},{\"type\":\"auth\"}]"));

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        ConnectionView connection = ((ConnectionAnswer.Present) answer).connection();
        assertThat(connection.errorTypes()).containsExactly("sync", "auth");
        assertThat(connection.hasAuthError()).isTrue();
    }

    @Test
    void readsAConnectionOfAnOlderNango() {
        nango.answers(
                200,
                """
                {"id":1,"connection_id":"c-1","provider_config_key":"hubspot-eu",
                 "created_at":"2026-09-01T08:00:00.000Z","updated_at":"2026-09-01T08:00:00.000Z",
                 "end_user":null,"webhook_url_override":"https://example.test/hook"}
                """);

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        ConnectionView connection = ((ConnectionAnswer.Present) answer).connection();
        assertThat(connection.tags()).isEmpty();
        assertThat(connection.endUser()).isNull();
        assertThat(connection.errorTypes()).isEmpty();
        assertThat(connection.webhookUrlOverride()).isEqualTo("https://example.test/hook");
    }

    @Test
    void readsErrorsThatAreNone() {
        nango.answers(200, CONNECTION.replace("\"errors\":[]", "\"errors\":[null,{}]"));

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        assertThat(((ConnectionAnswer.Present) answer).connection().errorTypes())
                .containsExactly("unknown", "unknown");
    }

    static Stream<Arguments> absences() {
        return Stream.of(
                arguments(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"x\"}}", false),
                arguments(404, "{\"error\":{\"code\":\"unknown_provider_config\"}}", true),
                arguments(400, "{\"error\":{\"code\":\"unknown_provider_config\"}}", true));
    }

    @ParameterizedTest
    @MethodSource("absences")
    void seesThatAConnectionIsAbsent(int status, String body, boolean integrationUnknown) {
        nango.answers(status, body);

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        assertThat(answer).isEqualTo(new ConnectionAnswer.Absent(integrationUnknown, null));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(401, envelope("unknown_account"), FailureKind.UNAUTHORISED),
                arguments(401, envelope("invalid_secret_key_format"), FailureKind.UNAUTHORISED),
                arguments(401, "<html>gateway</html>", FailureKind.UNAUTHORISED),
                arguments(402, envelope("plan_limit"), FailureKind.PLAN_LIMIT),
                arguments(403, envelope("forbidden"), FailureKind.FORBIDDEN),
                arguments(400, envelope("invalid_query_params"), FailureKind.REFUSED),
                arguments(400, envelope("a_new_code"), FailureKind.REFUSED),
                arguments(
                        400,
                        "{\"error\":{\"code\":\"invalid_credentials\",\"payload\":"
                                + "{\"connection\":{\"credentials\":{\"a\":\"SECRET\"}}}}}",
                        FailureKind.CONNECTION_CREDENTIALS),
                arguments(424, envelope("invalid_credentials"), FailureKind.CONNECTION_CREDENTIALS),
                arguments(424, "", FailureKind.CONNECTION_CREDENTIALS),
                arguments(429, envelope("too_many_request"), FailureKind.RATE_LIMITED),
                arguments(429, "slow down", FailureKind.RATE_LIMITED),
                arguments(500, envelope("server_error"), FailureKind.SERVER_ERROR),
                arguments(500, envelope("generic_error_support"), FailureKind.SERVER_ERROR),
                arguments(500, "", FailureKind.SERVER_ERROR),
                arguments(502, "<html>bad gateway</html>", FailureKind.SERVER_ERROR),
                arguments(503, envelope("not_found"), FailureKind.SERVER_ERROR),
                arguments(503, envelope("unknown_provider_config"), FailureKind.SERVER_ERROR),
                arguments(404, "<html>no such page</html>", FailureKind.MALFORMED),
                arguments(404, "", FailureKind.MALFORMED),
                arguments(404, "{\"code\":\"not_found\"}", FailureKind.MALFORMED),
                arguments(
                        404,
                        "{\"error\":{\"code\":\"not_found\"},\"status\":404}",
                        FailureKind.MALFORMED),
                arguments(410, envelope("not_found"), FailureKind.REFUSED),
                arguments(404, envelope("feature_disabled"), FailureKind.REFUSED),
                arguments(301, "", FailureKind.MALFORMED),
                arguments(304, "", FailureKind.MALFORMED),
                arguments(200, "<html>sign in</html>", FailureKind.MALFORMED),
                arguments(200, "", FailureKind.MALFORMED),
                arguments(200, "null", FailureKind.MALFORMED),
                arguments(200, "[]", FailureKind.MALFORMED),
                arguments(200, "{}", FailureKind.MALFORMED),
                arguments(204, "", FailureKind.MALFORMED),
                arguments(200, CONNECTION.replace("4711", "null"), FailureKind.MALFORMED),
                arguments(
                        200,
                        CONNECTION.replace("2026-09-02T09", "yesterday"),
                        FailureKind.MALFORMED),
                arguments(200, CONNECTION.replace("c-1", "c-2"), FailureKind.MALFORMED),
                arguments(200, CONNECTION.replace("hubspot-eu", "x"), FailureKind.MALFORMED),
                arguments(200, CONNECTION.substring(0, 300), FailureKind.MALFORMED));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("failures")
    void takesNothingElseForAnAnswer(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        assertThat(answer).isInstanceOf(ConnectionAnswer.NoAnswer.class);
        assertThat(((ConnectionAnswer.NoAnswer) answer).failure().kind()).isEqualTo(kind);
        assertThat(answer.toString()).doesNotContain("SECRET");
    }

    @Test
    void asksOnceOnly() {
        nango.answers(503, "");

        api.connection("hubspot-eu", "c-1");

        assertThat(nango.asked()).hasSize(1);
    }

    @Test
    void makesUpForTheSecondThatNangoRoundsAway() {
        nango.answers(429, envelope("too_many_request"), Map.of("Retry-After", "0"));

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        assertThat(((ConnectionAnswer.NoAnswer) answer).failure().retryAfter())
                .isEqualTo(new RetryAfter.In(Duration.ofSeconds(1)));
    }

    @Test
    void waitsForTheEndOfTheWindowWhereNothingSaysHowLong() {
        nango.answers(
                429,
                envelope("too_many_request"),
                Map.of(
                        "X-RateLimit-Limit", "200",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", "1787313660"));

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        NangoFailure failure = ((ConnectionAnswer.NoAnswer) answer).failure();
        assertThat(failure.retryAfter())
                .isEqualTo(new RetryAfter.At(Instant.ofEpochSecond(1787313661)));
        assertThat(failure.rateLimit().remaining()).isZero();
    }

    @Test
    void hidesWhatNangoSays() {
        nango.answers(
                500,
                "{\"error\":{\"code\":\"server_error\",\"message\":\"client_secret=SECRET\"}}");

        ConnectionAnswer answer = api.connection("hubspot-eu", "c-1");

        NangoFailure failure = ((ConnectionAnswer.NoAnswer) answer).failure();
        assertThat(failure.message()).isEqualTo("client_secret=SECRET");
        assertThat(failure.toString()).contains("server_error", "500").doesNotContain("SECRET");
    }

    @Test
    void asksForNoIdThatNangoCannotHave() {
        assertThatThrownBy(() -> api.connection("hubspot/eu", "c-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> api.connection("hubspot-eu", "c#1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(nango.asked()).isEmpty();
    }

    private static String envelope(String code) {
        return "{\"error\":{\"code\":\"" + code + "\"}}";
    }
}
