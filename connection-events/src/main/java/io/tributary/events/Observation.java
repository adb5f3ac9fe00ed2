package io.tributary.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Nango's API answered about one connection, on {@code nango.inbox} under the connection's
 * key, beside the webhooks that raised the question: so every replay sees question and answer in
 * the same order.
 *
 * <p>{@code read} and {@code basis} are taken before the request goes out. {@code read} is a number
 * that rises with every request; {@code basis} is the offset that the store would handle next in
 * the connection's partition: the answer cannot know of anything that Nango did after it, but knows
 * all before.
 */
public sealed interface Observation {

    long read();

    long basis();

    Via via();

    /** The walk over the whole list that this belongs to, or none. */
    @Nullable Long walk();

    enum Via {
        /** One connection was asked for by its id. */
        @JsonProperty("single")
        SINGLE,
        /** Found in, or missing from, the list, which Nango reads from a replica. */
        @JsonProperty("list")
        LIST
    }

    /** Nango has it. */
    record Present(
            long read, long basis, Via via, @Nullable Long walk, ObservedConnection connection)
            implements Observation {
        public static final String CE_TYPE = "nango.observation.present";
        public static final String SCHEMA = "urn:tributary:schema:observation-present:1";

        public Present {
            requireNonNull(via, "via");
            requireNonNull(connection, "connection");
        }
    }

    /**
     * Nango does not have it.
     *
     * @param code Nango's error code of the answer, or {@code missing_from_list}
     */
    record Absent(long read, long basis, Via via, @Nullable Long walk, String code)
            implements Observation {
        public static final String CE_TYPE = "nango.observation.absent";
        public static final String SCHEMA = "urn:tributary:schema:observation-absent:1";

        public Absent {
            requireNonNull(via, "via");
            requireNonNull(code, "code");
        }
    }

    /**
     * @param nangoId Nango's own number of the connection
     * @param errors types of the errors that Nango lists; {@code auth} means it needs its user
     * @param updatedAt none of the list, which does not tell it
     * @param webhookUrlOverride where its webhooks go instead; none of the list, which does not
     *     tell it
     */
    record ObservedConnection(
            long nangoId,
            String provider,
            Map<String, String> tags,
            @Nullable EndUser endUser,
            List<String> errors,
            Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable String webhookUrlOverride) {

        /** One whose webhooks go where the environment's go, or of the list. */
        public ObservedConnection(
                long nangoId,
                String provider,
                Map<String, String> tags,
                @Nullable EndUser endUser,
                List<String> errors,
                Instant createdAt,
                @Nullable Instant updatedAt) {
            this(nangoId, provider, tags, endUser, errors, createdAt, updatedAt, null);
        }

        public ObservedConnection {
            requireNonNull(provider, "connection.provider");
            requireNonNull(createdAt, "connection.createdAt");
            tags = Tags.sorted(requireNonNull(tags, "connection.tags"));
            errors = List.copyOf(requireNonNull(errors, "connection.errors"));
        }
    }

    /** Nango's deprecated {@code end_user}, still the owner where there are no tags. */
    record EndUser(
            String id,
            @Nullable String email,
            @Nullable String displayName,
            @Nullable String organizationId,
            @Nullable String organizationDisplayName) {
        public EndUser {
            requireNonNull(id, "endUser.id");
        }
    }
}
