package io.tributary.store.consume;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.TreeSet;

/** Ready once the topics are verified and the group has assigned partitions. */
final class InboxHealth implements HealthIndicator {

    private final InboxConsumer consumer;
    private final Assignment assignment;

    InboxHealth(InboxConsumer consumer, Assignment assignment) {
        this.consumer = consumer;
        this.assignment = assignment;
    }

    @Override
    public Health health() {
        boolean ready =
                consumer.isVerified() && consumer.isConsuming() && assignment.wasEverAssigned();
        return Health.status(ready ? "UP" : "OUT_OF_SERVICE")
                .withDetail("topicsVerified", consumer.isVerified())
                .withDetail("consuming", consumer.isConsuming())
                .withDetail("partitions", new TreeSet<>(assignment.consumed()))
                .withDetail("caughtUp", new TreeSet<>(assignment.partitions()))
                .build();
    }
}
