package io.tributary.store.consume;

import org.springframework.kafka.core.ProducerFactory;

/**
 * A Kafka transaction that this instance left open, by dying or by not hearing the answer. While it
 * is open, the group's offsets are not told; a producer of the same name settles it at once, where
 * it would take the brokers the transaction's timeout.
 */
final class PendingTransaction {

    private final ProducerFactory<byte[], byte[]> producers;

    PendingTransaction(ProducerFactory<byte[], byte[]> producers) {
        this.producers = producers;
    }

    /** Costs nothing if the last one ended in order. */
    void settle() {
        producers.createProducer().close();
    }
}
