package io.tributary.store.consume;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.decision.Rules;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class FirstGenerationTest {

    private static final ConnectionKey KEY = new ConnectionKey("dev", "crm", "one");

    private static ConsumerRecord<byte[], byte[]> told(int generation, int decision) {
        Connection connection =
                new Connection(
                        KEY.id(),
                        KEY.environment(),
                        KEY.integration(),
                        KEY.connectionId(),
                        "crm",
                        ConnectionStatus.ACTIVE,
                        null,
                        Map.of(),
                        null,
                        Instant.EPOCH,
                        null);
        CloudEvent event =
                new CloudEvent(
                        "1",
                        "/tributary/store",
                        ConnectionState.CE_TYPE,
                        KEY.encoded(),
                        null,
                        ConnectionState.SCHEMA,
                        "application/json",
                        Map.of(),
                        EventCodec.encode(
                                new ConnectionState(connection, 3, generation, 7, decision)));
        ProducerRecord<byte[], byte[]> sent =
                KafkaCloudEvents.toRecord("nango.connections.state", KEY.encoded(), event);
        return record(sent.value(), new RecordHeaders(sent.headers()));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "nango.connections.state",
                2,
                9,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                KEY.encoded().getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }

    @Test
    void emptyTablesGoWithWhatWasToldOfTheFirst() {
        assertThatCode(() -> FirstGeneration.confirm(told(1, Rules.VERSION)))
                .doesNotThrowAnyException();
        assertThatCode(() -> FirstGeneration.confirm(record(null, new RecordHeaders())))
                .doesNotThrowAnyException();
    }

    @Test
    void emptyTablesAreRefusedWhereConsumersKnowALaterOne() {
        assertThatThrownBy(() -> FirstGeneration.confirm(told(2, Rules.VERSION)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nango.connections.state-2 at offset 9")
                .hasMessageContaining("generation 2")
                .hasMessageEndingWith("connection-store-service.jar rebuild --swap");
    }

    @Test
    void emptyTablesAreRefusedWhereOtherRulesWereTold() {
        assertThatThrownBy(() -> FirstGeneration.confirm(told(1, Rules.VERSION + 1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("by rules " + (Rules.VERSION + 1));
    }
}
