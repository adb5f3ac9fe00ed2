package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Optional;

/**
 * What changed about a connection, on {@code nango.connections}. Order by ({@code generation},
 * {@code version}): the version rises by one with each change of the connection, the generation
 * only when the store's tables were derived anew.
 *
 * @param kind what happened; on the wire it is the {@code ce_type}
 * @param connection the whole connection after it
 * @param nangoId Nango's own number of the connection; another number under the same key is another
 *     connection
 * @param decision the version of the rules that decided
 */
public record ConnectionChange(
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) Kind kind,
        Connection connection,
        long version,
        int generation,
        long nangoId,
        int decision,
        Cause cause) {

    public static final String SCHEMA = "urn:tributary:schema:connection-change:1";

    public ConnectionChange {
        requireNonNull(kind, "kind");
        requireNonNull(connection, "connection");
        requireNonNull(cause, "cause");
    }

    public enum Kind {
        CREATED("nango.connection.created"),
        REAUTHORIZED("nango.connection.reauthorized"),
        BROKEN("nango.connection.broken"),
        RECOVERED("nango.connection.recovered"),
        UPDATED("nango.connection.updated"),
        DELETED("nango.connection.deleted");

        private final String ceType;

        Kind(String ceType) {
            this.ceType = ceType;
        }

        public String ceType() {
            return ceType;
        }

        /** Empty for a type that a newer writer brought. */
        public static Optional<Kind> of(String ceType) {
            return Arrays.stream(values()).filter(kind -> kind.ceType.equals(ceType)).findFirst();
        }
    }
}
