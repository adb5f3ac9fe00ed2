package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Somebody who may had a connection deleted at Nango through Tributary: on {@code nango.inbox}
 * under the connection's key, because Nango tells nobody of a deletion. A claim like a webhook's:
 * only what Nango answers when it is asked ends the connection.
 *
 * @param outcome what Nango said to the deletion
 */
public record RequestedDeletion(Outcome outcome) {

    public static final String CE_TYPE = "nango.deletion.requested";
    public static final String SCHEMA = "urn:tributary:schema:deletion-requested:1";

    public RequestedDeletion {
        requireNonNull(outcome, "outcome");
    }

    /** What Nango said to a deletion. */
    public enum Outcome {
        /** It is done. */
        @JsonProperty("deleted")
        DELETED,
        /** There was nothing to delete. */
        @JsonProperty("absent")
        ABSENT,
        /** Nothing; it may be done. */
        @JsonProperty("unknown")
        UNKNOWN
    }
}
