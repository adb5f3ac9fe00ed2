package io.tributary.worker.trigger;

import static java.util.Objects.requireNonNull;

import io.tributary.worker.start.Prepared;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** Starts the consumer once tables and topics are there; it is stopped with all listeners. */
@Component
class ConsumerStart {

    private final KafkaListenerEndpointRegistry listeners;

    ConsumerStart(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @EventListener(Prepared.class)
    void start() {
        requireNonNull(listeners.getListenerContainer(ConnectionChangeListener.ID)).start();
    }
}
