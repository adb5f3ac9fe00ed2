package io.tributary.worker.trigger;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Up while the consumer of {@code nango.connections} is at work. */
@Component
class ConnectionChangesHealthIndicator extends AbstractHealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;

    ConnectionChangesHealthIndicator(KafkaListenerEndpointRegistry listeners) {
        super("the consumer's state cannot be told");
        this.listeners = listeners;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        MessageListenerContainer container =
                listeners.getListenerContainer(ConnectionChangeListener.ID);
        if (container != null && container.isRunning() && container.isInExpectedState()) {
            builder.up();
        } else {
            builder.down().withDetail("consumer", "stopped");
        }
    }
}
