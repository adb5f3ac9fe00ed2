package io.tributary.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.events.ConnectionKey;
import io.tributary.ingress.support.Capture;
import io.tributary.ingress.support.Ingress;
import io.tributary.ingress.support.RawHttp;
import io.tributary.ingress.support.RawHttp.Response;
import io.tributary.ingress.support.Signature;
import io.tributary.ingress.support.Written;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Every delivery of a real Nango, posted as it came. */
class CapturesIT {

    private static final String PATH = "/api/webhooks/nango/" + Ingress.ENVIRONMENT;

    private final Ingress ingress = Ingress.shared();
    private Written written;

    static List<Capture> captures() {
        return Capture.all();
    }

    @BeforeEach
    void watch() {
        written = new Written(BackingServices.kafka().bootstrapServers());
    }

    @AfterEach
    void close() {
        written.close();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void isKeptByteForByteUnderItsKey(Capture capture) throws Exception {
        // when
        Response response = RawHttp.exchange(ingress.port(), capture.head(PATH), capture.body());

        // then
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> records = written.records();
        assertThat(records).hasSize(1);
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        Expected expected = Expected.of(capture);
        assertThat(record.value()).isEqualTo(capture.body());
        assertThat(record.topic()).isEqualTo(expected.topic());
        assertThat(Written.key(record)).isEqualTo(expected.key());
        assertThat(Written.header(record, "ce_type")).isEqualTo(expected.type());
        assertThat(Written.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Written.header(record, "ce_id")).matches("[0-9a-f-]{14}7[0-9a-f-]{21}");
        assertThat(Written.header(record, "ce_source")).isEqualTo("/tributary/ingress/dev");
        assertThat(Written.header(record, "ce_subject")).isEqualTo(expected.key());
        assertThat(Written.header(record, "ce_time")).endsWith("Z");
        assertThat(Written.header(record, "content-type")).isEqualTo("application/json");
        assertThat(Written.header(record, "ce_nangobodysha256"))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(capture.body())));
        assertThat(Written.header(record, "ce_nangosigningkey"))
                .isNotBlank()
                .isNotEqualTo(capture.signingKey());
        assertThat(record.headers())
                .allSatisfy(
                        header ->
                                assertThat(header.key())
                                        .matches(
                                                name ->
                                                        name.startsWith("ce_")
                                                                || name.equals("content-type")));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void oneChangedByteOfTheBodyIsRefused(Capture capture) throws IOException {
        // given
        byte[] changed = capture.body().clone();
        changed[changed.length / 2] ^= 1;

        // when
        Response response = RawHttp.exchange(ingress.port(), capture.head(PATH), changed);

        // then
        assertRefused(response);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void oneChangedDigitOfTheSignatureIsRefused(Capture capture) throws IOException {
        // given
        String signature = Signature.of(capture.signingKey(), capture.body());
        String changed = (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
        String head = capture.head(PATH).replace(signature, changed);

        // when
        Response response = RawHttp.exchange(ingress.port(), head, capture.body());

        // then
        assertThat(head).contains(changed);
        assertRefused(response);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theSignatureOfAnotherKeyIsRefused(Capture capture) throws IOException {
        // given
        String head =
                capture.head(PATH)
                        .replace(
                                Signature.of(capture.signingKey(), capture.body()),
                                Signature.of("another key", capture.body()));

        // when
        Response response = RawHttp.exchange(ingress.port(), head, capture.body());

        // then
        assertRefused(response);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theKeyOfAnotherEnvironmentIsRefused(Capture capture) throws IOException {
        // when
        Response response =
                RawHttp.exchange(
                        ingress.port(), capture.head("/api/webhooks/nango/prod"), capture.body());

        // then
        assertRefused(response);
    }

    private void assertRefused(Response response) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsKey("www-authenticate");
        assertThat(response.body()).contains("\"status\":401");
        assertThat(written.nothing()).isTrue();
    }

    /** What stands in the design for each kind of body. */
    private record Expected(String topic, String key, String type) {

        private static final Map<String, String> TYPES =
                Map.of(
                        "sync", "nango.webhook.sync",
                        "forward", "nango.webhook.forward",
                        "async_action", "nango.webhook.async_action");

        static Expected of(Capture capture) {
            JsonNode body = JsonMapper.shared().readTree(capture.body());
            String kind = body.path("type").asString("");
            // A bare forward may imitate any type; the file's name says what was really sent.
            if (capture.name().startsWith("forward-unattributed")) {
                return new Expected("nango.deliveries", null, "nango.webhook.unknown");
            }
            String key =
                    new ConnectionKey(
                                    Ingress.ENVIRONMENT,
                                    body.get("providerConfigKey").asString(),
                                    body.get("connectionId").asString())
                            .encoded();
            return kind.equals("auth")
                    ? new Expected(
                            "nango.inbox",
                            key,
                            "nango.webhook.auth." + body.get("operation").asString())
                    : new Expected("nango.deliveries", key, TYPES.get(kind));
        }
    }
}
