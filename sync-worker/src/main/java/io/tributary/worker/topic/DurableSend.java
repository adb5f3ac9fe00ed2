package io.tributary.worker.topic;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts records on Kafka and returns once they are acknowledged. */
@Component
public class DurableSend {

    private final KafkaTemplate<byte[], byte[]> kafka;

    DurableSend(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * @throws KafkaException if it was not acknowledged; it may be on the topic all the same
     * @throws InterruptException if the thread was interrupted; its flag is set
     */
    public void send(ProducerRecord<byte[], byte[]> record) {
        Sending sending = begin(1);
        sending.send(record);
        sending.finish();
    }

    /**
     * Begins to put many on Kafka.
     *
     * @param mostUnacknowledged bytes; more than these wait for Kafka, only a single record may be
     *     larger
     */
    public Sending begin(long mostUnacknowledged) {
        return new Sending(kafka, mostUnacknowledged);
    }
}
