package io.tributary.store.decision;

import org.jspecify.annotations.Nullable;

/**
 * What outlives every state of a connection.
 *
 * @param version of the last change; 0 before the first
 * @param generation from 1; rises when the tables were derived anew and the connection differed
 * @param read of the last observation that was taken; older ones are late
 * @param up offset of the last successful creation or override, {@value #NEVER} without one: an
 *     absence must have been asked for after it
 * @param nangoId Nango's number of the connection as last confirmed; none if it never was
 */
public record Trail(long version, int generation, long read, long up, @Nullable Long nangoId) {

    static final long NEVER = -1;

    public static Trail start(int generation) {
        return new Trail(0, generation, 0, NEVER, null);
    }

    /** Whether Nango ever confirmed it; the list, which may be stale, then settles nothing. */
    public boolean known() {
        return nangoId != null;
    }

    Trail authorizedAt(long offset) {
        return new Trail(version, generation, read, offset, nangoId);
    }

    Trail readAt(long newRead) {
        return new Trail(version, generation, newRead, up, nangoId);
    }

    Trail confirmed(long number) {
        return new Trail(version, generation, read, up, number);
    }

    Trail restatedIn(int newGeneration) {
        return new Trail(version, newGeneration, read, up, nangoId);
    }

    Trail changed(int changes) {
        return new Trail(version + changes, generation, read, up, nangoId);
    }
}
