package io.tributary.store.consume;

import io.tributary.events.Topic;
import io.tributary.kafka.TopicLayout;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How this instance takes part at Kafka.
 *
 * @param instance names this instance, alone of all that run at the same time, and the same after a
 *     restart where it can be; by default the host's name
 * @param topics the layout of topics
 * @param inbox how the inbox is consumed
 */
@ConfigurationProperties("tributary")
public record InboxSettings(
        @Nullable String instance, @DefaultValue Topics topics, @DefaultValue Inbox inbox) {

    private static final Logger LOGGER = LoggerFactory.getLogger(InboxSettings.class);
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public InboxSettings {
        if (instance != null && !INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "tributary.instance must be 1 to 100 letters, digits, '.', '_' or '-', got '"
                            + instance
                            + "'");
        }
    }

    void log(List<String> brokers) {
        LOGGER.atInfo()
                .addKeyValue("brokers", brokers)
                .addKeyValue("instance", effectiveInstance())
                .addKeyValue("group", inbox.group())
                .addKeyValue("batch", inbox.batch())
                .addKeyValue("partitions", topics.partitions())
                .addKeyValue("replicationFactor", topics.replicationFactor())
                .log("inbox configured");
    }

    /** The configured instance, else the host's name. */
    public String effectiveInstance() {
        if (instance != null) {
            return instance;
        }
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "the host has no name: tributary.instance must be configured", e);
        }
    }

    /**
     * The layout of topics, the same for all services.
     *
     * @param partitions of every keyed topic; never changed in place
     * @param replicationFactor 3, or 1 where there is one broker
     */
    public record Topics(
            @DefaultValue("" + Topic.DEFAULT_PARTITIONS) int partitions,
            @DefaultValue("3") short replicationFactor) {

        public Topics {
            // Refuses what it cannot be.
            new TopicLayout(partitions, replicationFactor);
        }

        TopicLayout layout() {
            return new TopicLayout(partitions, replicationFactor);
        }
    }

    /**
     * @param group the consumer group
     * @param batch the most inputs per transaction
     */
    public record Inbox(
            @DefaultValue("connection-store") String group, @DefaultValue("500") int batch) {

        public Inbox {
            if (group.isBlank()) {
                throw new IllegalArgumentException("tributary.inbox.group must not be blank");
            }
            if (batch < 1) {
                throw new IllegalArgumentException(
                        "tributary.inbox.batch must be at least 1, got " + batch);
            }
        }
    }
}
