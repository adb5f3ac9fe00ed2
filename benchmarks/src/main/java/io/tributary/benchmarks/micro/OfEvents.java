package io.tributary.benchmarks.micro;

import io.tributary.events.Cause;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Owner;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.time.Instant;
import java.util.Map;

/** What the store does with each change, and everybody who reads it. */
@State(Scope.Benchmark)
public class OfEvents {

    private static final ConnectionKey KEY =
            new ConnectionKey("dev", "hubspot", "0ae693c5-e248-42d4-845c-b93c08a9c944");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123Z");

    private final ConnectionChange change =
            new ConnectionChange(
                    ConnectionChange.Kind.CREATED,
                    new Connection(
                            KEY.id(),
                            KEY.environment(),
                            KEY.integration(),
                            KEY.connectionId(),
                            "hubspot",
                            ConnectionStatus.ACTIVE,
                            new Owner("user-1", "a@example.com", "Ann", "org-1", "Org", false),
                            Map.of(
                                    "end_user_id", "user-1",
                                    "end_user_email", "a@example.com",
                                    "end_user_display_name", "Ann",
                                    "organization_id", "org-1",
                                    "organization_display_name", "Org",
                                    "plan", "pro"),
                            null,
                            NOW,
                            NOW),
                    1,
                    1,
                    4711,
                    1,
                    new Cause(
                            Topics.INBOX.name(),
                            3,
                            815,
                            "019a3f6e-7d5c-7b6a-9f10-0c1d2e3f4a5b",
                            0));

    private final ConsumerRecord<byte[], byte @Nullable []> record = received(encode());

    private static ConsumerRecord<byte[], byte @Nullable []> received(
            ProducerRecord<byte[], byte[]> sent) {
        ConsumerRecord<byte[], byte @Nullable []> record =
                new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    /** From the change to the record that is sent: data, id, headers and key. */
    @Benchmark
    public ProducerRecord<byte[], byte[]> encode() {
        return KafkaCloudEvents.toRecord(
                Topics.CONNECTIONS.name(), KEY.encoded(), EventCodec.event(change, NOW));
    }

    /** From the record that was read to the change. */
    @Benchmark
    public ConnectionChange decode() {
        return EventCodec.decodeConnectionChange(KafkaCloudEvents.fromRecord(record));
    }
}
