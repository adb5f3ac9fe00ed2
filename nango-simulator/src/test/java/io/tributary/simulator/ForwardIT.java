package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulator.RawReceiver.Received;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What third parties, and those who say they are, can make the app receive. */
class ForwardIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String JSON = "Content-Type: application/json\r\n";

    private RawReceiver receiver;
    private Simulator nango;
    private String inbound;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        inbound =
                nango.url()
                        + nango.control("GET", "/environments", null)
                                .json()
                                .path(0)
                                .path("inboundPath")
                                .asString();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private String post(String integration, String headers, String body) {
        return RawSender.post(
                inbound.replace("{integration}", integration),
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Received delivered() {
        await().atMost(LONG).until(() -> !receiver.received().isEmpty());
        return receiver.received().getFirst();
    }

    private void nothingIsDelivered() {
        await().during(Duration.ofMillis(500))
                .atMost(LONG)
                .until(() -> receiver.received().isEmpty());
    }

    private void assertSigned(Received received) {
        assertThat(received.header("X-Nango-Hmac-Sha256"))
                .isEqualTo(Hmac.hex(Simulator.SIGNING_KEY, received.body()));
        assertThat(received.header("X-Nango-Signature"))
                .isEqualTo(Hmac.legacyHex(Simulator.SIGNING_KEY, received.body()));
    }

    @Test
    void aForgedCreationArrivesBareAndSigned() {
        String forged =
                "{\"connectionId\":\"forged-conn\",\"endUser\":{\"endUserId\":\"victim\"},\"environment\":\"prod\","
                    + "\"from\":\"nango\",\"operation\":\"creation\",\"success\":true,\"type\":\"auth\"}";

        String answer = post("unauth", JSON + "Accept: */*\r\n", forged);

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"success\"}");
        assertThat(delivered().text()).isEqualTo(forged);
        assertThat(delivered().header("Accept")).isEqualTo("*/*");
        assertSigned(delivered());
    }

    @Test
    void aChunkedWebhookIsDeliveredChunkedAndWithALength() {
        String answer =
                RawSender.postChunked(
                        inbound.replace("{integration}", "unauth"),
                        JSON,
                        "{\"b\":\"ü\",\"a\":[1,2]}");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(delivered().text()).isEqualTo("{\"a\":[1,2],\"b\":\"ü\"}");
        assertThat(delivered().chunked()).isTrue();
        assertThat(delivered().header("transfer-encoding")).isEqualTo("chunked");
        assertThat(delivered().header("Content-Length"))
                .isEqualTo(String.valueOf(delivered().body().length));
        assertThat(delivered().names()).contains("transfer-encoding");
        assertSigned(delivered());
    }

    @Test
    void anExpectationIsPassedOn() {
        post("unauth", JSON + "Expect: 100-continue\r\n", "{}");

        assertThat(delivered().header("expect")).isEqualTo("100-continue");
        assertThat(delivered().text()).isEqualTo("{}");
    }

    @Test
    void forgedSignaturesAreOverwrittenUnderTheirOwnName() {
        post("unauth", JSON + "X-NANGO-HMAC-SHA256: 00\r\nX-Nango-Signature: 11\r\n", "{}");

        assertThat(delivered().names())
                .contains("x-nango-hmac-sha256", "x-nango-signature")
                .doesNotContain("X-Nango-Hmac-Sha256", "X-Nango-Signature");
        assertThat(delivered().values("X-Nango-Hmac-Sha256")).hasSize(1);
        assertSigned(delivered());
    }

    @Test
    void someHeadersAreKeptBack() {
        post(
                "unauth",
                JSON
                        + "Authorization: Bearer x\r\n"
                        + "Cookie: a=b\r\n"
                        + "Referer: http://x\r\n"
                        + "User-Agent: evil\r\n"
                        + "Sec-Fetch-Mode: cors\r\n"
                        + "Proxy-Authorization: x\r\n"
                        + "Server: x\r\n"
                        + "Keep-Alive: x\r\n"
                        + "X-Hub-Signature-256: sha256=1\r\n",
                "{}");

        assertThat(delivered().header("x-hub-signature-256")).isEqualTo("sha256=1");
        assertThat(delivered().header("user-agent")).startsWith("nango/");
        assertThat(String.join(" ", delivered().names()).toLowerCase())
                .doesNotContain(
                        "authorization", "cookie", "referer", "sec-", "proxy-", "server", "keep-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "application/json|[2,{\"b\":1,\"a\":2}]|[2,{\"a\":2,\"b\":1}]",
                "application/json;"
                    + " charset=utf-8|{\"n\":12345678901234567890}|{\"n\":12345678901234567000}",
                "text/plain|hi|{\"type\":\"Buffer\",\"data\":[104,105]}",
                "application/xml|<a/>|{\"type\":\"Buffer\",\"data\":[60,97,47,62]}",
                "application/x-www-form-urlencoded|b=1&a=x%20y+z|{\"a\":\"x y z\",\"b\":\"1\"}",
                "application/json|{\"connectionId\":7}|{\"connectionId\":7}",
                "application/json|{\"connectionId\":\"nobody's\"}|{\"connectionId\":\"nobody's\"}",
                "application/json|{\"connectionId\":\"#\"}|{\"connectionId\":\"#\"}",
            })
    void unattributedBodiesGoOutBare(String contentType, String sent, String delivered) {
        post("unauth", "Content-Type: " + contentType + "\r\n", sent);

        assertThat(delivered().text()).isEqualTo(delivered);
        assertSigned(delivered());
    }

    @Test
    void aConnectionOfAnotherIntegrationIsNotMeant() {
        nango.control("/faults", "{\"kind\":\"DROP\",\"type\":\"auth\"}");
        nango.control(
                "/connections", "{\"integration\":\"demo-crm\",\"connectionId\":\"elsewhere\"}");

        post("unauth", JSON, "{\"connectionId\":\"elsewhere\"}");

        assertThat(delivered().text()).isEqualTo("{\"connectionId\":\"elsewhere\"}");
    }

    @Test
    void withoutRoutingScriptNothingIsPassedOn() {
        assertThat(post("demo-crm", JSON, "{}")).startsWith("HTTP/1.1 204");
        nothingIsDelivered();
    }

    @Test
    void forwardingCanBeSwitchedOff() {
        assertThat(post("quiet", JSON, "{}")).startsWith("HTTP/1.1 200");
        nothingIsDelivered();
    }

    @Test
    void anEmptyBodyIsLost() {
        assertThat(post("unauth", JSON, "")).startsWith("HTTP/1.1 200");
        nothingIsDelivered();
    }

    @Test
    void badJsonIsRefused() {
        assertThat(post("unauth", JSON, "{")).startsWith("HTTP/1.1 400");
    }

    @Test
    void unknownAddressesAreNotFound() {
        String other = inbound.replaceAll("/webhook/[^/]+", "/webhook/" + Simulator.API_KEY);

        assertThat(post("unknown", JSON, "{}")).startsWith("HTTP/1.1 404");
        assertThat(RawSender.post(other.replace("{integration}", "unauth"), JSON, new byte[0]))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void aForwardCanBeMadeWithoutAThirdParty() {
        nango.control(
                "/webhooks/forward",
                "{\"integration\":\"unauth\",\"payload\":{\"b\":1,\"a\":2},\"chunked\":true,\"headers\":{\"X-A\":\"1\"}}");

        assertThat(delivered().text()).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(delivered().chunked()).isTrue();
        assertThat(delivered().header("x-a")).isEqualTo("1");
    }
}
