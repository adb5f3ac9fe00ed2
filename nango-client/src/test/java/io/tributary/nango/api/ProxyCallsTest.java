package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.nango.api.ProxyAnswer.NangoFailed;
import io.tributary.nango.api.ProxyAnswer.Ok;
import io.tributary.nango.api.ProxyAnswer.ProviderFailed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

class ProxyCallsTest {

    private static final ProxyRequest REQUEST = ProxyRequest.get("hubspot-eu", "a/b c", "/v3/x");

    /** Nango's limiter sets them on every answer. */
    private static final Map<String, String> LIMITER =
            Map.of(
                    "X-RateLimit-Limit", "200",
                    "X-RateLimit-Remaining", "150",
                    "X-RateLimit-Reset", "1787313660");

    private final FakeNango nango;
    private final NangoApi api;

    ProxyCallsTest() throws IOException {
        nango = new FakeNango();
        api = nango.api();
    }

    @AfterEach
    void close() {
        api.close();
        nango.close();
    }

    @Test
    void asksAsNangoWantsIt() {
        // given
        nango.answers(200, "[]");
        ProxyRequest request =
                ProxyRequest.get("hubspot-eu", "a/b c", "/v3/a%2Fb//c;d/?q=%20x&after=1%3D+2")
                        .withHeader("Accept", "application/vnd.x+json")
                        .withHeader("If-Modified-Since", "yesterday");

        // when
        api.proxy(request);

        // then
        FakeNango.Asked asked = nango.onlyAsked();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.rawUri()).isEqualTo("/proxy/v3/a%2Fb//c;d/?q=%20x&after=1%3D+2");
        assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + FakeNango.KEY);
        assertThat(asked.headers().get("Provider-Config-Key")).containsExactly("hubspot-eu");
        assertThat(asked.headers().get("Connection-Id")).containsExactly("a/b c");
        assertThat(asked.headers().get("Retries")).containsExactly("0");
        assertThat(asked.headers().get("Nango-Proxy-Accept"))
                .containsExactly("application/vnd.x+json");
        assertThat(asked.headers().get("Nango-Proxy-If-Modified-Since"))
                .containsExactly("yesterday");
        assertThat(asked.headers().get("If-Modified-Since")).isNull();
        assertThat(asked.headers().get("Accept")).isNull();
    }

    @Test
    void sendsABodyWithItsTypeToBoth() {
        nango.answers(200, "{}");
        byte[] body = "{\"limit\":1}".getBytes(UTF_8);

        api.proxy(REQUEST.withBody("POST", body, "application/json"));

        FakeNango.Asked asked = nango.onlyAsked();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.body()).isEqualTo(body);
        assertThat(asked.headers().get("Content-Type")).containsExactly("application/json");
        assertThat(asked.headers().get("Nango-Proxy-Content-Type"))
                .containsExactly("application/json");
    }

    @Test
    void givesAChunkedAnswerWithItsLinks() throws IOException {
        nango.answers(
                exchange -> {
                    exchange.getResponseHeaders().set("Link", "</v3/x?page=2>; rel=\"next\"");
                    exchange.getResponseHeaders().set("X-RateLimit-Limit", "200");
                    exchange.getResponseHeaders().set("X-RateLimit-Remaining", "7");
                    exchange.getResponseHeaders().set("X-RateLimit-Reset", "1787313660");
                    exchange.sendResponseHeaders(206, 0);
                    exchange.getResponseBody().write("[1,2]".getBytes(UTF_8));
                });

        try (Ok ok = (Ok) api.proxy(REQUEST)) {
            assertThat(ok.status()).isEqualTo(206);
            assertThat(ok.headers().firstValue("link")).contains("</v3/x?page=2>; rel=\"next\"");
            assertThat(ok.rateLimit())
                    .contains(new RateLimit(200, 7, Instant.ofEpochSecond(1787313660)));
            assertThat(ok.bytes(100)).isEqualTo("[1,2]".getBytes(UTF_8));
        }
    }

    @Test
    void givesAnAnswerWithoutBody() throws IOException {
        nango.answers(204, "");

        try (Ok ok = (Ok) api.proxy(REQUEST)) {
            assertThat(ok.status()).isEqualTo(204);
            assertThat(ok.bytes(0)).isEmpty();
        }
    }

    static Stream<Arguments> nangos() {
        return Stream.of(
                arguments(400, envelope("invalid_headers"), FailureKind.REFUSED),
                arguments(
                        400,
                        "{\"error\":{\"code\":\"invalid_headers\",\"errors\":[{\"code\":\"x\","
                                + "\"message\":\"y\",\"path\":[\"retries\",0]}]}}",
                        FailureKind.REFUSED),
                arguments(401, envelope("unknown_account"), FailureKind.UNAUTHORISED),
                arguments(401, envelope("missing_auth_header"), FailureKind.UNAUTHORISED),
                arguments(402, envelope("plan_limit"), FailureKind.PLAN_LIMIT),
                arguments(403, envelope("forbidden"), FailureKind.FORBIDDEN),
                arguments(
                        404, envelope("unknown_provider_config"), FailureKind.INTEGRATION_UNKNOWN),
                arguments(
                        400,
                        envelope("server_error", "Failed to get connection"),
                        FailureKind.CONNECTION_UNKNOWN),
                arguments(
                        400,
                        envelope("server_error", "Failed to get connection credentials: no"),
                        FailureKind.CONNECTION_CREDENTIALS),
                arguments(
                        424,
                        envelope("server_error", "Failed to get connection credentials: no"),
                        FailureKind.CONNECTION_CREDENTIALS),
                // as after a token endpoint that hangs
                arguments(
                        500,
                        envelope("server_error", "Failed to get connection credentials: no"),
                        FailureKind.CONNECTION_CREDENTIALS),
                arguments(
                        424,
                        envelope("connection_refresh_backoff", "Backing off"),
                        FailureKind.CONNECTION_CREDENTIALS),
                arguments(400, envelope("base_url_override_not_allowed"), FailureKind.REFUSED),
                arguments(400, envelope("unsupported_auth"), FailureKind.REFUSED),
                arguments(
                        429,
                        "{\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\","
                                + "\"path\":\"/proxy/v3/x\"}}",
                        FailureKind.RATE_LIMITED),
                arguments(500, envelope("generic_error_support"), FailureKind.SERVER_ERROR),
                arguments(
                        500,
                        "{\"message\":\"socket hang up\",\"code\":\"ECONNRESET\","
                                + "\"method\":\"get\"}",
                        FailureKind.PROVIDER_UNREACHABLE),
                arguments(
                        500,
                        "{\"message\":\"timeout\",\"code\":\"ETIMEDOUT\",\"status\":null,"
                                + "\"method\":\"get\"}",
                        FailureKind.PROVIDER_UNREACHABLE));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("nangos")
    void knowsWhatIsNangos(int status, String body, FailureKind kind) {
        nango.answers(status, body);

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(answer).isInstanceOf(NangoFailed.class);
        assertThat(((NangoFailed) answer).failure().kind()).isEqualTo(kind);
        assertThat(((NangoFailed) answer).failure().status()).isEqualTo(status);
    }

    static Stream<Arguments> providers() {
        return Stream.of(
                // Nango follows redirects, and cannot where they lead nowhere
                arguments(301, ""),
                arguments(304, ""),
                arguments(400, "{\"error\":{\"code\":400,\"message\":\"Google says no\"}}"),
                arguments(400, "{\"error\":\"invalid_request\"}"),
                arguments(400, "{\"error\":{\"code\":\"invalid_headers\"},\"requestId\":\"1\"}"),
                arguments(400, "{\"error\":{\"code\":\"a_code_of_theirs\"}}"),
                arguments(400, envelope("server_error", "our fault")),
                arguments(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}"),
                arguments(401, "Unauthorized"),
                arguments(403, "<html>forbidden</html>"),
                arguments(404, "{\"message\":\"Not Found\"}"),
                arguments(404, envelope("forbidden")),
                arguments(429, "{\"error\":{\"code\":\"rate_limited\"}}"),
                arguments(429, envelope("too_many_request")),
                arguments(429, "{\"error\":{\"code\":\"too_many_request\",\"path\":\"/v3/x\"}}"),
                arguments(429, ""),
                arguments(500, ""),
                arguments(500, "[]"),
                arguments(500, "null"),
                arguments(500, "{\"message\":\"boom\",\"code\":\"E1\"}"),
                arguments(
                        500,
                        "{\"message\":\"boom\",\"code\":\"E1\",\"method\":\"get\",\"trace\":1}"),
                arguments(
                        502, "{\"message\":\"socket hang up\",\"code\":\"E1\",\"method\":\"get\"}"),
                arguments(500, envelope("server_error", "Failed to get connection")),
                arguments(503, envelope("server_error", "maintenance")),
                arguments(500, "[".repeat(60_000)),
                arguments(500, "{\"error\":" + "{\"code\":".repeat(5_000)));
    }

    /** Which a provider may imitate, with any text in the code's place. */
    @ParameterizedTest
    @CsvSource({
        "ERR_HTTP2_STREAM, ERR_HTTP2_STREAM",
        "a b, unnamed",
        "'', unnamed",
        "\\u0000, unnamed"
    })
    void namesANetworkErrorOnlyByWhatCanBeAName(String code, String named) {
        nango.answers(500, "{\"message\":\"?\",\"code\":\"" + code + "\",\"method\":\"get\"}");

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(((NangoFailed) answer).failure().code()).isEqualTo(named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void handsOnWhatIsTheProviders(int status, String body) {
        nango.answers(status, body, LIMITER);

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(answer).isInstanceOf(ProviderFailed.class);
        assertThat(((ProviderFailed) answer).status()).isEqualTo(status);
        assertThat(((ProviderFailed) answer).bodyPrefix()).isEqualTo(body.getBytes(UTF_8));
    }

    static Stream<Arguments> gateways() {
        return Stream.of(
                arguments(403, "<html>forbidden</html>", "text/html"),
                arguments(404, "404 page not found", "text/plain; charset=utf-8"),
                arguments(404, "", null),
                arguments(405, " \n\t", null),
                arguments(502, "Bad Gateway", "text/plain"),
                arguments(503, "<!DOCTYPE html>", "text/html"),
                arguments(301, "", null));
    }

    /** Traefik's 404 for a route that is gone for a minute ended every run for good. */
    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("gateways")
    void takesAPageWithoutATraceOfNangoForNobodys(int status, String body, String type) {
        nango.answers(status, body, type == null ? Map.of() : Map.of("Content-Type", type));

        NangoFailure failure = ((NangoFailed) api.proxy(REQUEST)).failure();

        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_ANSWERING);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.message()).isEqualTo(type == null ? "no content type" : type);
    }

    @Test
    void givesAGatewaysWait() {
        nango.answers(503, "busy", Map.of("Retry-After", "12"));

        NangoFailure failure = ((NangoFailed) api.proxy(REQUEST)).failure();

        assertThat(failure.retryAfter()).isEqualTo(new RetryAfter.In(Duration.ofSeconds(12)));
    }

    static Stream<Arguments> tracesOfNango() {
        return Stream.of(
                arguments(403, "<html>", Map.of("X-RateLimit-Remaining", "150")),
                arguments(404, "\n {\"message\":\"Not Found\"}", Map.of()),
                arguments(404, "", Map.of("Content-Type", "application/problem+json")),
                // the limiter may be off, and neither is in vain to ask again
                arguments(401, "Unauthorized", Map.of("Content-Type", "text/plain")),
                arguments(429, "", Map.of("Retry-After", "7")));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("tracesOfNango")
    void takesWhatCameThroughNangoForTheProviders(
            int status, String body, Map<String, String> headers) {
        nango.answers(status, body, headers);

        assertThat(api.proxy(REQUEST)).isInstanceOf(ProviderFailed.class);
    }

    @Test
    void givesTheProvidersWait() {
        nango.answers(429, "", Map.of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"));

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(((ProviderFailed) answer).retryAfter())
                .contains(new RetryAfter.At(Instant.parse("1994-11-06T08:49:37Z")));
    }

    @Test
    void givesNangosWaitWithTheSecondThatItRoundsAway() {
        nango.answers(
                429,
                "{\"error\":{\"code\":\"too_many_request\",\"path\":\"/proxy/v3/x\"}}",
                Map.of("Retry-After", "12"));

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(((NangoFailed) answer).failure().retryAfter())
                .isEqualTo(new RetryAfter.In(Duration.ofSeconds(13)));
    }

    @Test
    void keepsOnlyTheStartOfALongError() {
        nango.answers(500, "x".repeat(NangoApi.ERROR_PREFIX * 3), LIMITER);

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(((ProviderFailed) answer).bodyPrefix()).hasSize(NangoApi.ERROR_PREFIX);
    }

    @Test
    void takesARedirectForAGatewaysAndDoesNotFollowIt() {
        nango.answers(302, "", Map.of("Location", nango.uri() + "/connections"));

        ProxyAnswer answer = api.proxy(REQUEST);

        assertThat(((NangoFailed) answer).failure().kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(nango.asked()).hasSize(1);
    }

    private static String envelope(String code) {
        return "{\"error\":{\"code\":\"" + code + "\"}}";
    }

    private static String envelope(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}
