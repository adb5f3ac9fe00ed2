package io.tributary.worker.trigger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.stereotype.Component;

/**
 * Ends the process when its consumer ended for another reason than being told to: a worker that no
 * longer hears of connections looks well, and nobody would restart it.
 */
@Component
class ConsumerEnd {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConsumerEnd.class);

    @EventListener
    void ended(ConsumerStoppedEvent stopped) {
        if (stopped.getReason() == Reason.NORMAL) {
            return;
        }
        LOGGER.atError()
                .addKeyValue("reason", stopped.getReason())
                .log("the consumer of nango.connections ended; the process ends with it");
        // Not on the consumer's own thread, which the orderly end waits for.
        new Thread(() -> System.exit(1), "consumer-end").start();
    }
}
