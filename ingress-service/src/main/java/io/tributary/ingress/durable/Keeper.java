package io.tributary.ingress.durable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.ingress.durable.Kept.Durable;
import io.tributary.ingress.durable.Kept.NotDurable;
import io.tributary.ingress.durable.Kept.Reason;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Publishes and waits; sorts whatever can go wrong with that. Blocks: for virtual threads. */
@Component
public class Keeper {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Gate gate;
    private final Timer acknowledgement;

    Keeper(KafkaTemplate<byte[], byte[]> kafka, Gate gate, MeterRegistry meters) {
        this.kafka = kafka;
        this.gate = gate;
        this.acknowledgement =
                Timer.builder("tributary.ingress.acknowledgement")
                        .description("From the send to the brokers' acknowledgement")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    /**
     * Returns once the event is durable, refused, or {@code patience} has run out; never throws. An
     * interrupt ends the wait and is kept.
     */
    public Kept keep(Outgoing outgoing, Duration patience) {
        ProducerRecord<byte[], byte[]> record = outgoing.toRecord();
        if (!gate.isOpen()) {
            return new NotDurable(Reason.STARTING, "topics are not verified yet");
        }
        long start = System.nanoTime();
        try {
            var sent = kafka.send(record);
            // The send itself may have waited, for metadata or for room in the producer.
            long left = patience.toNanos() - (System.nanoTime() - start);
            RecordMetadata stored = sent.get(left, TimeUnit.NANOSECONDS).getRecordMetadata();
            acknowledgement.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return new Durable(stored.topic(), stored.partition(), stored.offset());
        } catch (TimeoutException e) {
            return new NotDurable(Reason.DEADLINE, "no acknowledgement in time");
        } catch (ExecutionException e) {
            return refused(rootOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotDurable(Reason.STOPPING, "interrupted");
        } catch (RuntimeException e) {
            return refused(rootOf(e));
        }
    }

    private static NotDurable refused(Throwable cause) {
        if (cause instanceof InterruptException) {
            return new NotDurable(Reason.STOPPING, "interrupted");
        }
        Reason reason =
                cause instanceof org.apache.kafka.common.errors.TimeoutException
                        ? Reason.DEADLINE
                        : Reason.REFUSED;
        return new NotDurable(reason, describe(cause));
    }

    /** Kafka's messages name topics and brokers, never a value; others' may say anything. */
    private static String describe(Throwable cause) {
        String type = cause.getClass().getSimpleName();
        return cause instanceof KafkaException ? type + ": " + cause.getMessage() : type;
    }

    private static Throwable rootOf(Throwable wrapped) {
        Throwable root = wrapped;
        while (root.getCause() != null && !(root instanceof InterruptException)) {
            root = root.getCause();
        }
        return root;
    }
}
