package io.tributary.worker.pull;

import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first records of a page as they would go to Kafka, and counts all. */
final class Showcase {

    static final int MOST_RECORDS = 20;
    private static final int MOST_BYTES = 1024 * 1024;

    private final String topic;
    private final int partition;
    private final RecordChange.Origin origin;
    private final Instant time;
    private final List<ProducerRecord<byte[], byte[]>> shown = new ArrayList<>();
    private int count;
    private long bytes;

    Showcase(String topic, int partition, RecordChange.Origin origin, Instant time) {
        this.topic = topic;
        this.partition = partition;
        this.origin = origin;
        this.time = time;
    }

    void add(RecordChange record) {
        count++;
        if (shown.size() < MOST_RECORDS && bytes < MOST_BYTES) {
            ProducerRecord<byte[], byte[]> made =
                    KafkaCloudEvents.toRecord(
                            topic,
                            partition,
                            record.kafkaKey(),
                            EventCodec.event(record, origin, time));
            bytes += made.value() == null ? 0 : made.value().length;
            shown.add(made);
        }
    }

    int count() {
        return count;
    }

    List<ProducerRecord<byte[], byte[]>> shown() {
        return shown;
    }
}
