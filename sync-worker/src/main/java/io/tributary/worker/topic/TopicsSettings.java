package io.tributary.worker.topic;

import io.tributary.kafka.TopicLayout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code tributary.topics}, the same for all services.
 *
 * @param partitions of every topic; never changed in place
 * @param replicationFactor of topics that this worker creates
 */
@ConfigurationProperties("tributary.topics")
public record TopicsSettings(
        @DefaultValue("12") int partitions, @DefaultValue("3") short replicationFactor) {

    public TopicsSettings {
        layout(partitions, replicationFactor);
    }

    TopicLayout layout() {
        return layout(partitions, replicationFactor);
    }

    private static TopicLayout layout(int partitions, short replicationFactor) {
        return new TopicLayout(partitions, replicationFactor);
    }
}
