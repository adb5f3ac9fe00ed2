package io.tributary.store.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Input;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InboxReaderTest {

    private static final ConnectionKey KEY = new ConnectionKey("dev", "crm", "c/1");
    private final InboxReader reader = new InboxReader(12);

    private Reading read(String key, int partition, String type, String body) {
        CloudEvent event =
                new CloudEvent(
                        "id-1",
                        "/test",
                        type,
                        key,
                        null,
                        null,
                        null,
                        Map.of(),
                        body == null ? null : body.getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> sent = KafkaCloudEvents.toRecord("nango.inbox", key, event);
        return reader.read(
                        List.of(
                                new ConsumerRecord<>(
                                        "nango.inbox",
                                        partition,
                                        42,
                                        0,
                                        TimestampType.LOG_APPEND_TIME,
                                        0,
                                        0,
                                        sent.key(),
                                        sent.value(),
                                        sent.headers(),
                                        Optional.empty())))
                .getFirst();
    }

    private Reading read(String type, String body) {
        return read(KEY.encoded(), ConnectionPartition.of(KEY, 12), type, body);
    }

    private static String body(
            String operation, boolean success, String connectionId, String error) {
        return """
        {"from":"nango","type":"auth","operation":"%s","success":%s,"providerConfigKey":"crm",\
        "connectionId":"%s"%s}\
        """
                .formatted(
                        operation,
                        success,
                        connectionId,
                        error == null ? "" : ",\"error\":{\"type\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "creation, true, Authorized",
        "override, true, Authorized",
        "creation, false, AuthorizationFailed",
        "override, false, AuthorizationFailed",
        "refresh, false, RefreshFailed",
        "refresh, true, RefreshRecovered",
        "deletion, true, DeletionClaimed",
        "deletion, false, Unrecognised",
        "renewal, true, Unrecognised"
    })
    void everyOperationIsAnInput(String operation, boolean success, String input) {
        // when
        Reading reading =
                read(
                        "nango.webhook.auth." + operation,
                        body(operation, success, "c/1", success ? null : "unknown"));

        // then
        assertThat(((Reading.Readable) reading).input().getClass().getSimpleName())
                .isEqualTo(input);
        assertThat(((Reading.Readable) reading).input().offset()).isEqualTo(42);
    }

    @Test
    void anOperationOfTomorrowMayHaveAnyBody() {
        assertThat(((Reading.Readable) read("nango.webhook.auth.renewal", "[]")).input())
                .isEqualTo(new Input.Unrecognised(42));
    }

    @Test
    void aTypeOfTomorrowMayHaveNoBody() {
        assertThat(((Reading.Readable) read("nango.of.tomorrow", null)).input())
                .isEqualTo(new Input.Unrecognised(42));
    }

    @Test
    void aRestatementIsAnInputWithWhatWasTold() {
        // when
        Reading reading =
                read(
                        "nango.rebuild.restated",
                        """
                        {"generation":3,"told":{"nangoId":7,"provider":"hubspot",\
                        "tags":{"plan":"pro"},"createdAt":"2026-09-01T08:00:00Z"}}\
                        """);

        // then
        assertThat(((Reading.Readable) reading).input())
                .isEqualTo(
                        new Input.Restated(
                                42,
                                3,
                                new Facts(
                                        7,
                                        "hubspot",
                                        null,
                                        Map.of("plan", "pro"),
                                        List.of(),
                                        Instant.parse("2026-09-01T08:00:00Z"),
                                        null)));
    }

    @Test
    void aRequestedDeletionIsAClaimLikeAWebhooks() {
        assertThat(
                        ((Reading.Readable)
                                        read(
                                                "nango.deletion.requested",
                                                "{\"outcome\":\"deleted\"}"))
                                .input())
                .isEqualTo(new Input.DeletionClaimed(42));
    }

    /** The ingress puts its prefix before whatever a body calls its operation. */
    @Test
    void noWebhookCanPassForARestatement() {
        assertThat(
                        ((Reading.Readable)
                                        read(
                                                "nango.webhook.auth.nango.rebuild.restated",
                                                "{\"generation\":3}"))
                                .input())
                .isEqualTo(new Input.Unrecognised(42));
    }

    @Test
    void anErrorTypeThatIsNotNangosIsNotTold() {
        assertThat(
                        ((Reading.Readable)
                                        read(
                                                "nango.webhook.auth.refresh",
                                                body("refresh", false, "c/1", "Token eyJhb")))
                                .input())
                .isEqualTo(new Input.RefreshFailed(42, null));
    }

    @Test
    void aBodyOfAnotherConnectionIsPutAside() {
        assertThat(
                        ((Reading.Unreadable)
                                        read(
                                                "nango.webhook.auth.creation",
                                                body("creation", true, "c/2", null)))
                                .reason()
                                .code())
                .isEqualTo("other-connection");
    }

    @Test
    void aKeyOnTheWrongPartitionIsPutAside() {
        // given
        int wrong = (ConnectionPartition.of(KEY, 12) + 1) % 12;

        // when
        Reading reading = read(KEY.encoded(), wrong, "nango.webhook.auth.creation", "{}");

        // then
        assertThat(((Reading.Unreadable) reading).reason().code()).isEqualTo("wrong-partition");
        assertThat(((Reading.Unreadable) reading).key()).isNull();
    }

    @Test
    void aKeyThatIsEncodedOtherwiseIsPutAside() {
        assertThat(
                        ((Reading.Unreadable)
                                        read("d%65v/crm/c", 0, "nango.webhook.auth.creation", "{}"))
                                .reason()
                                .code())
                .isEqualTo("not-a-connection-key");
    }

    @ParameterizedTest
    @CsvSource({
        "nango.webhook.auth.creation, ''",
        "nango.webhook.auth.creation, not json",
        "nango.webhook.auth.creation, []",
        "nango.observation.present, '{}'",
        "nango.observation.absent, '{\"read\":\"x\"}'",
        "nango.rebuild.restated, '{\"generation\":1}'",
        "nango.rebuild.restated, '{}'",
        "nango.deletion.requested, '{}'",
        "nango.deletion.requested, '{\"outcome\":\"odd\"}'"
    })
    void whatIsMalformedIsPutAsideAndNamesItsConnection(String type, String body) {
        // when
        Reading reading = read(type, body);

        // then
        assertThat(((Reading.Unreadable) reading).reason().code()).isEqualTo("malformed");
        assertThat(((Reading.Unreadable) reading).key()).isEqualTo(KEY);
    }
}
