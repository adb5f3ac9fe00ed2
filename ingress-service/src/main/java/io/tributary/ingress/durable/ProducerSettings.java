package io.tributary.ingress.durable;

import io.tributary.events.Topics;
import io.tributary.ingress.IngressSettings;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

import java.time.Duration;
import java.util.Map;

/** What the promise of a 202 needs of the producer; not left to configuration. */
@Configuration(proxyBeanMethods = false)
class ProducerSettings {

    private static final long MIB = 1024L * 1024L;

    /** Headers and key come on top of the largest body. */
    private static final long LARGEST_REQUEST = Topics.LARGEST_DELIVERY + MIB;

    private static final long BUFFER = 128 * MIB;

    @Bean
    DefaultKafkaProducerFactoryCustomizer durableWithinTheDeadline(IngressSettings settings) {
        return factory -> factory.updateConfigs(durable(settings.deadline()));
    }

    /** Boot's own would log keys and bodies of what could not be sent; {@link Keeper} says it. */
    @Bean
    ProducerListener<Object, Object> silent() {
        return new ProducerListener<>() {};
    }

    private static Map<String, Object> durable(Duration deadline) {
        // Blocking and delivering together stay under the deadline, so that nothing is stored long
        // after its sender was told 503, and no body outlives its request in the producer.
        int block = (int) (deadline.toMillis() / 4);
        int deliver = (int) (deadline.toMillis() * 6 / 10);
        int linger = 2;
        return Map.ofEntries(
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, linger),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, block),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliver),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliver / 2),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) LARGEST_REQUEST));
    }
}
