package io.tributary.worker.topic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

/** What could not be sent is a customer's, and shall not be in the log. */
@Configuration(proxyBeanMethods = false)
class SilentProducer {

    /** Boot's own would log keys and values; a run's reason says that Kafka did not acknowledge. */
    @Bean
    ProducerListener<Object, Object> silent() {
        return new ProducerListener<>() {};
    }
}
