package io.tributary.worker.trigger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * {@code tributary.worker.trigger}.
 *
 * @param group the consumer group; all workers of one database share it
 * @param consumers how many threads consume, each some of the partitions
 * @param longestWait the most between two tries while the infrastructure fails; less than the
 *     consumer's {@code max.poll.interval.ms}
 * @param startNewDefinitions whether a worker that starts also pulls, of connections that are there
 *     already, what its definitions name and nobody ever pulled
 */
@ConfigurationProperties("tributary.worker.trigger")
record TriggerSettings(
        @DefaultValue("tributary-sync-worker") String group,
        @DefaultValue("1") int consumers,
        @DefaultValue("30s") Duration longestWait,
        @DefaultValue("true") boolean startNewDefinitions) {

    TriggerSettings {
        if (group.isBlank()) {
            throw new IllegalArgumentException("group must not be blank");
        }
        if (consumers < 1) {
            throw new IllegalArgumentException("consumers must be at least 1, got " + consumers);
        }
        if (longestWait.compareTo(Duration.ofSeconds(1)) < 0
                || longestWait.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("longest-wait must be 1 s to 2 min");
        }
    }
}
