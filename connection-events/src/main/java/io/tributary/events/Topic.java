package io.tributary.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One declared topic. Partition count and replication are the installation's; the rest is the
 * contract's.
 *
 * @param name 1 to 249 letters, digits, {@code .}, {@code _}, {@code -}
 * @param policy the topic settings by Kafka's names
 */
public record Topic(String name, Map<String, String> policy) {

    public static final int DEFAULT_PARTITIONS = 12;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public Topic {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a topic's name is 1 to 249 letters, digits, '.', '_' or '-', got '"
                            + name
                            + "'");
        }
        policy = Map.copyOf(policy);
    }

    static Topic keptFor(String name, Duration retention) {
        return new Topic(
                name,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(retention.toMillis())));
    }

    static Topic compacted(String name) {
        return new Topic(name, Map.of("cleanup.policy", "compact"));
    }

    Topic with(String setting, String value) {
        Map<String, String> more = new LinkedHashMap<>(policy);
        more.put(setting, value);
        return new Topic(name, more);
    }
}
