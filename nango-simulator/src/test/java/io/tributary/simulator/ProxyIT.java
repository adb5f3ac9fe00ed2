package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulator.RawReceiver.Answer;
import io.tributary.simulator.RawReceiver.Received;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The proxy, in front of the built-in provider and of one that shows what reached it. */
class ProxyIT {

    private static final RawReceiver UPSTREAM = new RawReceiver();
    private static Simulator withOwnProvider;

    private RawReceiver receiver;
    private Simulator nango;

    @BeforeAll
    static void startWithOwnProvider() {
        withOwnProvider =
                Simulator.start(
                        "simulator.environments.dev.webhook-urls=",
                        "simulator.proxy.retry-delay=50ms",
                        "simulator.integrations.own.provider=own",
                        "simulator.integrations.own.auth-mode=OAUTH2",
                        "simulator.integrations.own.base-url=" + UPSTREAM.origin() + "/api",
                        "simulator.integrations.patient.provider=patient",
                        "simulator.integrations.patient.auth-mode=OAUTH2",
                        "simulator.integrations.patient.honours-retry-after=true",
                        "simulator.integrations.patient.base-url=" + UPSTREAM.origin(),
                        "simulator.integrations.nowhere.provider=nowhere",
                        "simulator.integrations.nowhere.auth-mode=OAUTH2",
                        "simulator.integrations.nowhere.base-url=http://127.0.0.1:1");
        for (String integration : new String[] {"own", "patient", "nowhere"}) {
            connect(withOwnProvider, integration, "c");
        }
    }

    @AfterAll
    static void stopOwnProvider() {
        withOwnProvider.close();
        UPSTREAM.close();
    }

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        UPSTREAM.received().clear();
        UPSTREAM.answers(Answer.status(200));
        connect(nango, "demo-crm", "proxied");
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static void connect(Simulator simulator, String integration, String id) {
        simulator.control(
                "/connections",
                "{\"integration\":\"%s\",\"connectionId\":\"%s\"}".formatted(integration, id));
    }

    private Simulator.Answer crm(String target, String... headers) {
        return nango.proxy("GET", target, "demo-crm", "proxied", headers);
    }

    private Simulator.Answer own(String method, String target, String... headers) {
        return withOwnProvider.proxy(method, target, "own", "c", headers);
    }

    @Test
    void theLinksOfChunkedAnswersLeadThroughAllContacts() {
        Set<String> ids = new HashSet<>();
        String target = "/v1/contacts?per_page=100";
        int pages = 0;
        while (target != null) {
            Simulator.Answer page = crm(target);
            assertThat(page.status()).isEqualTo(200);
            page.json().forEach(contact -> ids.add(contact.path("id").asString()));
            String link = page.header("Link");
            int next = link.indexOf(">; rel=\"next\"");
            String origin = "https://api.demo-crm.example";
            target =
                    next < 0
                            ? null
                            : link.substring(
                                    link.lastIndexOf(origin, next) + origin.length(), next);
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(ids).hasSize(250);
    }

    @Test
    void aBufferedAnswerLosesItsLink() {
        nango.control("PUT", "/provider", "{\"chunked\":false,\"contacts\":3}");

        Simulator.Answer page = crm("/v1/contacts?per_page=2");

        assertThat(page.json()).hasSize(2);
        assertThat(page.header("Link")).isNull();
        assertThat(page.header("X-Request-Id")).isNotNull();
        assertThat(page.header("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void theProvidersErrorsPassUnchanged(int status) {
        nango.control("/provider/mishaps", "{\"kind\":\"ERROR\",\"status\":%d}".formatted(status));

        Simulator.Answer answer = crm("/v1/contacts");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo("{\"message\":\"something went wrong\"}");
    }

    @Test
    void theProvidersLimitTakesThePlaceOfNangos() {
        nango.control("/provider/mishaps", "{\"kind\":\"RATE_LIMITED\",\"retryAfter\":\"7\"}");

        Simulator.Answer answer = crm("/v1/contacts");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("100000");
        assertThat(answer.text()).isEqualTo("{\"message\":\"too many requests\"}");
    }

    @Test
    void aProviderThatHangsUpIsAnErrorWithoutEnvelope() {
        nango.control("/provider/mishaps", "{\"kind\":\"HANG_UP\"}");

        Simulator.Answer answer = crm("/v1/contacts");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"message\":\"socket hang"
                                + " up\",\"code\":\"ECONNRESET\",\"method\":\"get\"}");
    }

    @Test
    void aProviderThatIsNotThereIsAnErrorWithoutEnvelope() {
        Simulator.Answer answer = withOwnProvider.proxy("GET", "/x", "nowhere", "c");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"message\":\"connect ECONNREFUSED"
                                + " 127.0.0.1:1\",\"code\":\"ECONNREFUSED\",\"method\":\"get\"}");
    }

    @Test
    void aSlowProviderIsWaitedFor() {
        nango.control("/provider/mishaps", "{\"kind\":\"SLOW\",\"delay\":\"PT1S\"}");
        long began = System.nanoTime();

        Simulator.Answer answer = crm("/v1/contacts");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(System.nanoTime() - began).isGreaterThan(900_000_000L);
    }

    @Test
    void retriesAreMadeOnlyWhenAskedFor() {
        nango.control("/provider/mishaps", "{\"kind\":\"ERROR\",\"count\":2}");
        long before = calls();

        assertThat(crm("/v1/contacts").status()).isEqualTo(500);
        assertThat(calls() - before).isEqualTo(1);
        assertThat(crm("/v1/contacts", "Retries", "1").status()).isEqualTo(200);
        assertThat(calls() - before).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"401, '', 2", "429, '', 2", "404, '', 1", "404, '403,404', 2"})
    void someErrorsAreWorthARetry(int status, String retryOn, int calls) {
        nango.control(
                "/provider/mishaps",
                "{\"kind\":\"ERROR\",\"status\":%d,\"count\":9}".formatted(status));
        long before = calls();

        crm("/v1/contacts", "Retries", "1", "Retry-On", retryOn);

        assertThat(calls() - before).isEqualTo(calls);
    }

    private long calls() {
        return nango.control("GET", "/provider", null).json().path("calls").longValue();
    }

    @ParameterizedTest
    @CsvSource({
        "patient, 2, 1.9",
        "patient, 'Wed, 21 Oct 2037 07:28:00 GMT', 0.04",
        "own, 60, 0.04",
    })
    void onlySomeProvidersAreBelievedAndOnlySeconds(
            String integration, String after, double least) {
        UPSTREAM.answers(Answer.status(429, "Retry-After: " + after));

        withOwnProvider.proxy("GET", "/x", integration, "c", "Retries", "1");

        assertThat(UPSTREAM.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap).isGreaterThan(least).isLessThan(30));
    }

    @Test
    void pathAndQueryAndOnlyPrefixedHeadersGoUpstream() {
        own(
                "GET",
                "/a%2Fb/c%20d?x=%5B1%5D&y=a+b",
                "Nango-Proxy-Idempotency-Key",
                "k1",
                "X-Mine",
                "1",
                "Accept",
                "image/png");

        Received upstream = UPSTREAM.received().getFirst();
        assertThat(upstream.requestLine())
                .isEqualTo("GET /api/a%2Fb/c%20d?x=%5B1%5D&y=a+b HTTP/1.1");
        assertThat(upstream.names())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "idempotency-key",
                        "Authorization",
                        "User-Agent",
                        "Accept-Encoding",
                        "Host",
                        "Connection");
        assertThat(upstream.header("Accept")).isEqualTo("application/json, text/plain, */*");
        assertThat(upstream.header("Authorization")).startsWith("Bearer access-");
        assertThat(upstream.header("User-Agent")).isEqualTo("axios/1.18.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{ \"b\":1.0, \"a\":12345678901234567890"
                        + " }|application/json|{\"b\":1,\"a\":12345678901234567000}",
                "text/plain|hi|application/x-www-form-urlencoded|hi",
                "application/x-www-form-urlencoded|b=1&a=x+y|application/json|{\"b\":\"1\",\"a\":\"x"
                    + " y\"}",
                "application/octet-stream|raw|application/octet-stream|raw",
            })
    void bodiesAreWrittenAgain(String type, String sent, String upstreamType, String upstreamBody) {
        withOwnProvider.call(
                "PUT",
                "/proxy/x",
                sent,
                Map.of(
                        "Authorization",
                        "Bearer " + Simulator.API_KEY,
                        "Provider-Config-Key",
                        "own",
                        "Connection-Id",
                        "c",
                        "Content-Type",
                        type));

        assertThat(UPSTREAM.received().getFirst().requestLine()).startsWith("PUT ");
        assertThat(UPSTREAM.received().getFirst().text()).isEqualTo(upstreamBody);
        assertThat(UPSTREAM.received().getFirst().header("Content-Type")).isEqualTo(upstreamType);
    }

    @ParameterizedTest
    @CsvSource({"201, 200", "202, 200", "206, 200", "204, 204"})
    void aBufferedSuccessBecomes200(int status, int seen) {
        UPSTREAM.answers(
                Answer.status(status, "ETag: \"x\"", "Set-Cookie: a=b", "mcp-session-id: s"));

        Simulator.Answer answer = own("POST", "/x");

        assertThat(answer.status()).isEqualTo(seen);
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.header("mcp-session-id")).isEqualTo("s");
    }

    @Test
    void aChunkedSuccessStaysAsItIs() {
        UPSTREAM.answers(
                _ ->
                        Answer.bytes(
                                "HTTP/1.1 201 Created\r\n"
                                        + "Transfer-Encoding: chunked\r\n"
                                        + "Link: <x>; rel=\"next\"\r\n"
                                        + "ETag: \"e\"\r\n\r\n"
                                        + "2\r\n"
                                        + "hi\r\n"
                                        + "0\r\n\r\n"));

        Simulator.Answer answer = own("POST", "/x");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.header("Link")).isEqualTo("<x>; rel=\"next\"");
        assertThat(answer.header("ETag")).isEqualTo("\"e\"");
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    void anAttachmentKeepsItsHeaders() {
        UPSTREAM.answers(
                Answer.status(206, "Content-Disposition: attachment; filename=x", "ETag: \"e\""));

        Simulator.Answer answer = own("GET", "/x");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("ETag")).isEqualTo("\"e\"");
    }

    @Test
    void aRedirectIsFollowed() {
        Answer away = Answer.status(302, "Location: /elsewhere");
        UPSTREAM.answers(
                request ->
                        (request.requestLine().contains("/api/") ? away : Answer.status(200))
                                .to(request));

        assertThat(own("GET", "/x").status()).isEqualTo(200);
        assertThat(UPSTREAM.received()).hasSize(2);
    }

    @Test
    void nangosOwnRefusalsAreInItsEnvelope() {
        Simulator.Answer unknownConnection =
                nango.proxy("GET", "/v1/contacts", "demo-crm", "nobody");
        Simulator.Answer unknownIntegration = nango.proxy("GET", "/v1/contacts", "none", "x");
        Simulator.Answer elsewhere = crm("/v1/contacts", "Base-Url-Override", "http://127.0.0.1:1");
        Simulator.Answer home =
                crm("/v1/contacts", "Base-Url-Override", "https://api.demo-crm.example");
        Simulator.Answer noHeaders = nango.get("/proxy/v1/contacts");
        Simulator.Answer badRetries = crm("/v1/contacts", "Retries", "many");

        assertThat(unknownConnection.status()).isEqualTo(400);
        assertThat(unknownConnection.text())
                .isEqualTo(
                        "{\"error\":{\"code\":\"server_error\",\"message\":\"Failed to get"
                                + " connection\"}}");
        assertThat(unknownIntegration.status()).isEqualTo(404);
        assertThat(unknownIntegration.errorCode()).isEqualTo("unknown_provider_config");
        assertThat(elsewhere.errorCode()).isEqualTo("base_url_override_not_allowed");
        assertThat(home.status()).isEqualTo(200);
        assertThat(noHeaders.errorCode()).isEqualTo("invalid_headers");
        assertThat(noHeaders.json().path("error").path("errors")).hasSize(2);
        assertThat(badRetries.errorCode()).isEqualTo("invalid_headers");
    }

    @Test
    void aBrokenConnectionIsRefusedThenBackedOffAndToldOnce() {
        nango.control(
                "/connections/break",
                "{\"integration\":\"demo-crm\",\"connectionId\":\"proxied\",\"attempt\":false}");
        await().atMost(Duration.ofSeconds(90)).until(() -> receiver.received().size() == 1);

        Simulator.Answer first = crm("/v1/contacts");
        Simulator.Answer second = crm("/v1/contacts");

        assertThat(first.status()).isEqualTo(400);
        assertThat(first.errorCode()).isEqualTo("server_error");
        assertThat(first.json().path("error").path("message").asString())
                .startsWith("Failed to get connection credentials:");
        assertThat(second.status()).isEqualTo(424);
        assertThat(second.errorCode()).isEqualTo("connection_refresh_backoff");
        await().atMost(Duration.ofSeconds(90)).until(() -> receiver.received().size() == 2);
        assertThat(receiver.received().getLast().text()).contains("\"operation\":\"refresh\"");
    }

    @Test
    void aRevokedKeyIsRefusedByTheProviderItself() {
        connect(nango, "demo-crm-key", "keyed");
        assertThat(nango.proxy("GET", "/v1/contacts", "demo-crm-key", "keyed").status())
                .isEqualTo(200);

        nango.control(
                "/connections/break",
                "{\"integration\":\"demo-crm-key\",\"connectionId\":\"keyed\"}");

        assertThat(nango.proxy("GET", "/v1/contacts", "demo-crm-key", "keyed").status())
                .isEqualTo(401);
        JsonNode shown =
                nango.get("/connections/keyed?provider_config_key=demo-crm-key&force_refresh=true")
                        .json();
        assertThat(shown.path("errors").path(0).path("type").asString()).isEqualTo("auth");
    }
}
