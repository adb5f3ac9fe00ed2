package io.tributary.store.decision;

import static java.util.Objects.requireNonNull;

import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Owner;
import io.tributary.events.Restatement;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A connection as Nango last described it.
 *
 * @param errors types that Nango lists; {@code auth} means it needs its user
 * @param createdAt to the millisecond: Nango's answers differ beyond it
 * @param updatedAt likewise; the last one known, none while only the list, which does not say it,
 *     told of the connection
 * @param webhookUrlOverride where its webhooks go instead, as Nango last said; a reconnect must
 *     name it again
 */
public record Facts(
        long nangoId,
        String provider,
        @Nullable Owner owner,
        Map<String, String> tags,
        List<String> errors,
        Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String webhookUrlOverride) {

    static final String AUTH = "auth";

    /** One whose webhooks go where the environment's go, as far as is known. */
    public Facts(
            long nangoId,
            String provider,
            @Nullable Owner owner,
            Map<String, String> tags,
            List<String> errors,
            Instant createdAt,
            @Nullable Instant updatedAt) {
        this(nangoId, provider, owner, tags, errors, createdAt, updatedAt, null);
    }

    public Facts {
        // Read from a row too, which anyone may have edited.
        requireNonNull(provider, "facts.provider");
        requireNonNull(createdAt, "facts.createdAt");
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        errors = List.copyOf(errors);
    }

    static Facts first(ObservedConnection seen) {
        return of(seen, null, null, null);
    }

    /** The same connection, seen again. */
    public Facts then(ObservedConnection seen) {
        return of(seen, owner, updatedAt, webhookUrlOverride);
    }

    /** As consumers were told. */
    public static Facts of(Restatement.Told told) {
        return new Facts(
                told.nangoId(),
                told.provider(),
                told.owner(),
                told.tags(),
                List.of(),
                told.createdAt(),
                told.updatedAt());
    }

    private static Facts of(
            ObservedConnection seen,
            @Nullable Owner lastOwner,
            @Nullable Instant lastUpdate,
            @Nullable String lastOverride) {
        Instant updatedAt = seen.updatedAt();
        return new Facts(
                seen.nangoId(),
                seen.provider(),
                Ownership.of(seen, lastOwner),
                seen.tags(),
                seen.errors(),
                seen.createdAt().truncatedTo(ChronoUnit.MILLIS),
                updatedAt == null ? lastUpdate : updatedAt.truncatedTo(ChronoUnit.MILLIS),
                // The list tells neither.
                updatedAt == null ? lastOverride : seen.webhookUrlOverride());
    }

    public boolean needUser() {
        return errors.contains(AUTH);
    }

    /**
     * Whether a reader would see a difference. Not by {@code updatedAt}, which moves with every
     * refresh, and not by errors, which make it broken or do not concern its authorisation.
     */
    public boolean differFrom(Facts other) {
        return !provider.equals(other.provider)
                || !Objects.equals(owner, other.owner)
                || !tags.equals(other.tags);
    }
}
