package io.tributary.worker.pull;

import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.Position;
import io.tributary.worker.topic.DurableSend;
import io.tributary.worker.topic.TopicsSettings;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Puts a page's records on {@code nango.records.<model>}, all acknowledged. */
@Component
class RecordPublisher {

    private final DurableSend kafka;
    private final TopicsSettings topics;
    private final Clock clock;
    private final PullMetrics metrics;

    RecordPublisher(DurableSend kafka, TopicsSettings topics, Clock clock, PullMetrics metrics) {
        this.kafka = kafka;
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    void publish(Lease lease, Position position, List<RecordChange> records) {
        String topic = Topics.records(lease.model()).name();
        int partition = ConnectionPartition.of(lease.connection(), topics.partitions());
        RecordChange.Origin origin = lease.origin(position);
        Instant now = clock.instant();
        kafka.sendAll(
                records.stream()
                        .map(record -> toKafka(topic, partition, record, origin, now))
                        .toList());
        metrics.published(lease, records.size());
    }

    private static ProducerRecord<byte[], byte[]> toKafka(
            String topic,
            int partition,
            RecordChange record,
            RecordChange.Origin origin,
            Instant now) {
        return KafkaCloudEvents.toRecord(
                topic, partition, record.kafkaKey(), EventCodec.event(record, origin, now));
    }
}
