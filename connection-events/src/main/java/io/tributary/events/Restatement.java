package io.tributary.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * After the store's tables were derived anew and differ from what was published of a connection: on
 * {@code nango.inbox} under the connection's key, so that every replay tells the difference at the
 * same place, once.
 *
 * @param generation that the connection has from here on, at least 2; an input that does not raise
 *     it is a repeat and changes nothing
 * @param told the connection as last published; only where the new tables no longer know it as
 *     live, so that its deletion can be told
 */
public record Restatement(int generation, @Nullable Told told) {

    public static final String CE_TYPE = "nango.rebuild.restated";
    public static final String SCHEMA = "urn:tributary:schema:rebuild-restated:1";

    public Restatement {
        if (generation < 2) {
            throw new IllegalArgumentException("generation must be at least 2, got " + generation);
        }
    }

    /**
     * A connection as consumers know it.
     *
     * @param nangoId Nango's own number of the connection
     */
    public record Told(
            long nangoId,
            String provider,
            @Nullable Owner owner,
            Map<String, String> tags,
            Instant createdAt,
            @Nullable Instant updatedAt) {
        public Told {
            requireNonNull(provider, "told.provider");
            requireNonNull(createdAt, "told.createdAt");
            tags = Tags.sorted(requireNonNull(tags, "told.tags"));
        }

        public static Told of(Connection connection, long nangoId) {
            return new Told(
                    nangoId,
                    connection.provider(),
                    connection.owner(),
                    connection.tags(),
                    connection.createdAt(),
                    connection.updatedAt());
        }
    }
}
