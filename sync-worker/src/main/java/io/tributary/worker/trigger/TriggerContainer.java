package io.tributary.worker.trigger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

import java.time.Duration;
import java.util.Map;

/** The consumer of {@code nango.connections}. */
@Configuration(proxyBeanMethods = false)
class TriggerContainer {

    private static final long FIRST_WAIT_MS = 500;
    private static final double GROWTH = 2;

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> connectionChangeContainers(
            ConsumerFactory<byte[], byte[]> consumers, TriggerSettings settings) {
        var containers = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
        containers.setConsumerFactory(consumers);
        containers.setConcurrency(settings.consumers());
        containers.setCommonErrorHandler(again(settings));
        ContainerProperties properties = containers.getContainerProperties();
        properties.setGroupId(settings.group());
        properties.setAckMode(ContainerProperties.AckMode.RECORD);
        // Without it a moment without rights ends the consumer for good.
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        return containers;
    }

    /** Spring's own handler would log and skip after ten tries, and at once for some exceptions. */
    private static DefaultErrorHandler again(TriggerSettings settings) {
        ExponentialBackOff waits = new ExponentialBackOff(FIRST_WAIT_MS, GROWTH);
        waits.setMaxInterval(settings.longestWait().toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(waits);
        handler.setClassifications(Map.of(), true);
        return handler;
    }
}
