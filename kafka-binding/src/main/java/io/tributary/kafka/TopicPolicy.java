package io.tributary.kafka;

import io.tributary.events.Topic;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which settings of an existing topic break the contract, and which are the operator's to choose.
 */
final class TopicPolicy {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicPolicy.class);

    private static final Set<String> MUST_BE_EQUAL =
            Set.of("cleanup.policy", "message.timestamp.type");
    private static final Set<String> MUST_NOT_BE_LESS = Set.of("max.message.bytes");

    /**
     * Fewer replicas than declared is a weaker promise, which somebody may have chosen: warned of.
     */
    private static final Set<String> MORE_IS_FINE =
            Set.of("max.message.bytes", "min.insync.replicas");

    private TopicPolicy() {}

    /**
     * @param declared the settings with which the topic would be created
     * @return what refuses to start
     */
    static List<String> differences(Topic topic, Map<String, String> declared, Config config) {
        List<String> differences = new ArrayList<>();
        declared.forEach(
                (setting, wanted) -> {
                    ConfigEntry entry = config.get(setting);
                    String actual = entry == null ? "" : String.valueOf(entry.value());
                    if (actual.equals(wanted) || isMore(setting, actual, wanted)) {
                        return;
                    }
                    if (MUST_BE_EQUAL.contains(setting) || MUST_NOT_BE_LESS.contains(setting)) {
                        differences.add(
                                "%s has %s=%s, declared is %s"
                                        .formatted(topic.name(), setting, actual, wanted));
                    } else {
                        LOGGER.atWarn()
                                .addKeyValue("topicName", topic.name())
                                .addKeyValue("setting", setting)
                                .addKeyValue("actual", actual)
                                .addKeyValue("declared", wanted)
                                .log("topic setting differs from the declared one; kept");
                    }
                });
        return differences;
    }

    private static boolean isMore(String setting, String actual, String declared) {
        return MORE_IS_FINE.contains(setting) && Long.parseLong(actual) >= Long.parseLong(declared);
    }
}
