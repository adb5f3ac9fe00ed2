package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulator.RawReceiver.Received;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The same events as those that were captured at a real server: what arrives must be what arrived
 * there, its headers in order and case, its body byte for byte wherever no time is in it.
 */
class CapturesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> VARYING_HEADERS = List.of("user-agent", "Host");

    private static final List<String> SIGNATURES =
            List.of("X-Nango-Hmac-Sha256", "X-Nango-Signature");

    private RawReceiver receiver;
    private Simulator nango;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    static Stream<Capture> exact() {
        return Capture.all()
                .filter(c -> !c.name().startsWith("sync-") && !c.name().contains("trace"));
    }

    static Stream<Capture> successfulSyncs() {
        return syncs().filter(c -> !c.name().equals("sync-failed"));
    }

    static Stream<Capture> syncs() {
        return Capture.all().filter(c -> c.name().startsWith("sync-"));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theSameEventIsTheSameDelivery(Capture capture) {
        Received received = produce(capture);

        assertThat(received.text()).isEqualTo(capture.text());
        assertThat(received.names()).isEqualTo(namesOf(capture));
        assertThat(comparable(received.headers(), capture))
                .isEqualTo(comparable(capture.headers(), capture));
        assertThat(received.header("user-agent"))
                .matches("nango/0\\.71\\.4 \\(linux/\\S+; node\\.js/22\\.23\\.3\\)");
        assertSigned(received);
    }

    @ParameterizedTest
    @MethodSource("syncs")
    void theSameSyncHasTheSameShape(Capture capture) {
        Received received = produce(capture);

        assertThat(shape(JSON.readTree(received.body())))
                .isEqualTo(shape(JSON.readTree(capture.body())));
        assertThat(received.names()).isEqualTo(namesOf(capture));
        assertSigned(received);
    }

    @ParameterizedTest
    @MethodSource("successfulSyncs")
    void theSameSyncIsTheSameButForItsTime(Capture capture) {
        Received received = produce(capture);

        assertThat(timeless(received.text())).isEqualTo(timeless(capture.text()));
    }

    private static void assertSigned(Received received) {
        assertThat(received.header("X-Nango-Hmac-Sha256"))
                .isEqualTo(Hmac.hex(Simulator.SIGNING_KEY, received.body()));
        assertThat(received.header("X-Nango-Signature"))
                .isEqualTo(Hmac.legacyHex(Simulator.SIGNING_KEY, received.body()));
    }

    private static List<String> namesOf(Capture capture) {
        return capture.headers().stream().map(List::getFirst).toList();
    }

    /** The signatures too, where the capture was signed with the key that this simulator has. */
    private static List<List<String>> comparable(List<List<String>> headers, Capture capture) {
        boolean sameKey = capture.signingKey().equals(Simulator.SIGNING_KEY);
        return headers.stream()
                .filter(line -> !VARYING_HEADERS.contains(line.getFirst()))
                .filter(line -> sameKey || !SIGNATURES.contains(line.getFirst()))
                .toList();
    }

    private static String timeless(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "TIME");
    }

    /** Every value replaced by the name of its type. */
    private static JsonNode shape(JsonNode json) {
        if (json.isObject()) {
            ObjectNode shape = JSON.createObjectNode();
            json.properties().forEach(e -> shape.set(e.getKey(), shape(e.getValue())));
            return shape;
        }
        if (json.isArray()) {
            return JSON.createArrayNode().add(shape(json.path(0)));
        }
        return JSON.getNodeFactory().stringNode(json.getNodeType().name());
    }

    private Received produce(Capture capture) {
        receiver.received().clear();
        Events.of(capture, nango, () -> receiver.received().clear(), this::awaitOne);
        return awaitOne();
    }

    private Received awaitOne() {
        return await().atMost(Duration.ofSeconds(90))
                .until(() -> receiver.received().stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }
}
