package io.tributary.events;

import static java.util.Objects.requireNonNull;

/**
 * The input that a change goes back to, so that anyone can look it up.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param ceId its {@code ce_id}
 * @param n which of the input's changes this is, from 0
 */
public record Cause(String topic, int partition, long offset, String ceId, int n) {
    public Cause {
        requireNonNull(topic, "cause.topic");
        requireNonNull(ceId, "cause.ceId");
    }
}
