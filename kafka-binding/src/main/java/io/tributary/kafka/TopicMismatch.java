package io.tributary.kafka;

import java.util.List;

/**
 * Topics that exist but are not what is declared. Starting all the same would break a promise, so
 * nobody should catch this.
 */
public final class TopicMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicMismatch(List<String> differences) {
        super(
                "Topics are not as declared:\n  - "
                        + String.join("\n  - ", differences)
                        + "\n"
                        + "Mend the topic, or point this installation at an empty Kafka. A"
                        + " partition count cannot be changed in place: the keys' order would be"
                        + " lost.");
    }
}
