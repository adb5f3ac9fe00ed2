package io.tributary.store.publish;

import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/** The one place where Spring's template is made. */
public final class QuietTemplate {

    private QuietTemplate() {}

    /** Its own listener would log keys and values of what could not be sent; who sends says so. */
    public static KafkaOperations<byte[], byte[]> of(ProducerFactory<byte[], byte[]> producers) {
        KafkaTemplate<byte[], byte[]> kafka = new KafkaTemplate<>(producers);
        kafka.setProducerListener(new ProducerListener<>() {});
        return kafka;
    }
}
