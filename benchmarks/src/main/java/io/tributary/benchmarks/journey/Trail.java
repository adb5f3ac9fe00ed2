package io.tributary.benchmarks.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.Kafka;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * When each step of the way was taken, by what the topics tell: their records have the time of the
 * send. Read when the measurement is over.
 */
final class Trail implements AutoCloseable {

    /** Of one connection, in milliseconds of the wall clock; the first of each kind counts. */
    record Steps(long webhookSent, long answerSent, long changeSent) {

        static final Steps NONE = new Steps(0, 0, 0);

        private Steps webhook(long at) {
            return webhookSent > 0 ? this : new Steps(at, answerSent, changeSent);
        }

        private Steps answer(long at) {
            return answerSent > 0 ? this : new Steps(webhookSent, at, changeSent);
        }

        private Steps change(long at) {
            return changeSent > 0 ? this : new Steps(webhookSent, answerSent, at);
        }
    }

    private final Map<ConnectionKey, Steps> steps = new HashMap<>();
    private final KafkaConsumer<byte[], byte @Nullable []> consumer;
    private final List<TopicPartition> partitions;

    Trail(Kafka kafka) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                Stream.of(Topics.INBOX, Topics.CONNECTIONS)
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Of all connections so far. */
    Map<ConnectionKey, Steps> read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::note);
        }
        return steps;
    }

    private void note(ConsumerRecord<byte[], byte @Nullable []> record) {
        ConnectionKey of = ConnectionKey.parse(new String(record.key(), UTF_8));
        Steps so = steps.getOrDefault(of, Steps.NONE);
        long at = record.timestamp();
        if (record.topic().equals(Topics.CONNECTIONS.name())) {
            steps.put(of, so.change(at));
        } else if (KafkaCloudEvents.fromRecord(record).type().startsWith(EventType.AUTH_PREFIX)) {
            steps.put(of, so.webhook(at));
        } else {
            steps.put(of, so.answer(at));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
