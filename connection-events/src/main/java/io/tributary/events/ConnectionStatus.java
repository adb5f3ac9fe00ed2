package io.tributary.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What Nango's API has confirmed of a connection. */
public enum ConnectionStatus {
    /** It exists and Nango reports no authentication error. */
    @JsonProperty("active")
    ACTIVE,
    /** It exists and Nango reports an authentication error: it needs its user. */
    @JsonProperty("broken")
    BROKEN,
    /** It is gone. */
    @JsonProperty("deleted")
    DELETED
}
