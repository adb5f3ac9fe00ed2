package io.tributary.worker.topic;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.KafkaTemplate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Records on their way to Kafka, in this order as far as a partition has one. They count once
 * {@link #finish} returns. For one thread.
 */
public final class Sending {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final long mostUnacknowledged;
    private final Deque<Sent> unacknowledged = new ArrayDeque<>();
    private long bytes;

    private record Sent(CompletableFuture<?> acknowledgement, long bytes) {}

    Sending(KafkaTemplate<byte[], byte[]> kafka, long mostUnacknowledged) {
        this.kafka = kafka;
        this.mostUnacknowledged = mostUnacknowledged;
    }

    /**
     * Hands one over, and waits while too much is unacknowledged.
     *
     * @throws KafkaException if one before was not acknowledged; it may be on the topic all the
     *     same
     * @throws InterruptException if the thread was interrupted; its flag is set
     */
    public void send(ProducerRecord<byte[], byte[]> record) {
        long size = sizeOf(record);
        while (!unacknowledged.isEmpty()
                && (bytes + size > mostUnacknowledged
                        || unacknowledged.getFirst().acknowledgement().isDone())) {
            awaitFirst();
        }
        try {
            unacknowledged.addLast(new Sent(kafka.send(record), size));
            bytes += size;
        } catch (org.springframework.kafka.KafkaException e) {
            throw causeOf(e);
        }
    }

    /**
     * Returns once all are acknowledged.
     *
     * @throws KafkaException if any was not; the others may be on the topic
     * @throws InterruptException if the thread was interrupted; its flag is set
     */
    public void finish() {
        if (!unacknowledged.isEmpty()) {
            // Nothing follows: the last batch need not wait for more.
            kafka.flush();
        }
        while (!unacknowledged.isEmpty()) {
            awaitFirst();
        }
    }

    private void awaitFirst() {
        Sent first = unacknowledged.removeFirst();
        try {
            first.acknowledgement().get();
            bytes -= first.bytes();
        } catch (InterruptedException e) {
            // Sets the flag again.
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw causeOf(e);
        }
    }

    private static long sizeOf(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0L : record.key().length)
                + (record.value() == null ? 0L : record.value().length);
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
