package io.tributary.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.MalformedEvent;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Binary mode of the CloudEvents Kafka protocol binding 1.0. */
public final class KafkaCloudEvents {

    private KafkaCloudEvents() {}

    /** Partitioned by Kafka from the key; without a key, anywhere. */
    public static ProducerRecord<byte[], byte[]> toRecord(
            String topic, @Nullable String key, CloudEvent event) {
        return toRecord(topic, null, key, event);
    }

    /**
     * @param partition or none, to let Kafka choose
     */
    public static ProducerRecord<byte[], byte[]> toRecord(
            String topic, @Nullable Integer partition, @Nullable String key, CloudEvent event) {
        List<Header> headers = new ArrayList<>();
        event.headers().forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new ProducerRecord<>(
                topic, partition, key == null ? null : key.getBytes(UTF_8), event.data(), headers);
    }

    /**
     * @throws MalformedEvent if the headers are not a CloudEvent's
     */
    public static CloudEvent fromRecord(ConsumerRecord<byte[], byte @Nullable []> record) {
        return CloudEvent.of(headers(record.headers()), record.value());
    }

    /** The last of each name wins, as in {@link Headers#lastHeader}. */
    private static Map<String, byte[]> headers(Headers headers) {
        Map<String, byte[]> byName = new LinkedHashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                byName.put(header.key(), header.value());
            }
        }
        return byName;
    }
}
