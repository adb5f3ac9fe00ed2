package io.tributary.worker.pull;

import io.tributary.events.CloudEvent;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.topic.Sending;

import java.time.Instant;

/** One page on its way to its topic. */
record Publication(
        Sending sending,
        String topic,
        int partition,
        RecordChange.Origin origin,
        Instant time,
        PageProgress progress) {

    void add(RecordChange record) {
        CloudEvent event = EventCodec.event(record, origin, time);
        // A record's subject is its key.
        sending.send(KafkaCloudEvents.toRecord(topic, partition, event.subject(), event));
        progress.count();
    }

    /** Returns once all are acknowledged. */
    void finish() {
        sending.finish();
        progress.finish();
    }
}
