package io.tributary.events;

import static java.util.Objects.requireNonNull;

/**
 * Stands in {@code nango.deliveries} for an authentic body over the ingress' limit.
 *
 * @param size of the body, in bytes
 * @param sha256 of the body, 64 hex digits
 */
public record OversizedWebhook(long size, String sha256) {

    public static final String SCHEMA = "urn:tributary:schema:webhook-oversized:1";

    public OversizedWebhook {
        requireNonNull(sha256, "sha256");
    }
}
