package io.tributary.store.decision;

import io.tributary.events.Observation;

import org.jspecify.annotations.Nullable;

/**
 * What the inbox said about one connection. Webhooks are claims: they raise questions. Only {@link
 * Seen} and {@link Missing}, which are Nango's own answers, settle anything. {@link Restated} is
 * neither: it tells again what is settled.
 */
public sealed interface Input {

    /** Where in its partition of the inbox. */
    long offset();

    /** A creation or override that succeeded. */
    record Authorized(long offset) implements Input {}

    /**
     * A creation or override that failed.
     *
     * @param override whether it was an override, which alone names a connection that exists
     * @param error Nango's error type, if it is one
     */
    record AuthorizationFailed(long offset, boolean override, @Nullable String error)
            implements Input {}

    /** A refresh of the credentials failed. */
    record RefreshFailed(long offset, @Nullable String error) implements Input {}

    /** A refresh of the credentials worked again. */
    record RefreshRecovered(long offset) implements Input {}

    /** It was deleted, says a webhook, or whoever had it deleted through Tributary. */
    record DeletionClaimed(long offset) implements Input {}

    /** Nango answered that it has it. */
    record Seen(long offset, Observation.Present observation) implements Input {}

    /** Nango answered that it does not have it. */
    record Missing(long offset, Observation.Absent observation) implements Input {}

    /** Something about this connection could not be handled and was parked: who knows what. */
    record Parked(long offset) implements Input {}

    /**
     * What was published of it differs from what these tables say, which were derived anew.
     *
     * @param generation that it has from here on
     * @param told as last published, only where the tables did not know it as live
     */
    record Restated(long offset, int generation, @Nullable Facts told) implements Input {}

    /** Of a type or an operation that these rules do not know. */
    record Unrecognised(long offset) implements Input {}
}
