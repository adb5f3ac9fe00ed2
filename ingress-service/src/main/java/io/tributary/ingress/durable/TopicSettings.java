package io.tributary.ingress.durable;

import io.tributary.events.Topic;
import io.tributary.kafka.TopicLayout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This installation's part of the topics.
 *
 * @param partitions the one count of all keyed topics; never changed in place
 * @param replicationFactor used when a topic is created
 */
@ConfigurationProperties("tributary.topics")
record TopicSettings(
        @DefaultValue("" + Topic.DEFAULT_PARTITIONS) int partitions,
        @DefaultValue("3") short replicationFactor) {

    TopicLayout layout() {
        return new TopicLayout(partitions, replicationFactor);
    }
}
