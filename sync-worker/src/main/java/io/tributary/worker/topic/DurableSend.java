package io.tributary.worker.topic;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Puts records on Kafka and returns once all of them are acknowledged. */
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
        sendAll(List.of(record));
    }

    /**
     * In this order, as far as a partition has one.
     *
     * @throws KafkaException if any was not acknowledged; the others may be on the topic
     * @throws InterruptException if the thread was interrupted; its flag is set
     */
    public void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>(records.size());
        try {
            records.forEach(record -> acknowledgements.add(kafka.send(record)));
            CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture<?>[]::new)).get();
        } catch (InterruptedException e) {
            // Sets the flag again.
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw causeOf(e);
        } catch (org.springframework.kafka.KafkaException e) {
            throw causeOf(e);
        }
    }

    private static KafkaException causeOf(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException kafka) {
                return kafka;
            }
        }
        return new KafkaException("not acknowledged: " + failure.getMessage(), failure);
    }
}
