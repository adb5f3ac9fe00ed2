package io.tributary.ingress.durable;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Topic;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event and where it goes.
 *
 * @param key of the connection it is about, or none if it is not attributed to one
 */
public record Outgoing(Topic topic, @Nullable ConnectionKey key, CloudEvent event) {

    ProducerRecord<byte[], byte[]> toRecord() {
        return KafkaCloudEvents.toRecord(topic.name(), key == null ? null : key.encoded(), event);
    }
}
