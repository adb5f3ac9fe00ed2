package io.tributary.worker.trigger;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionStatus;

import org.jspecify.annotations.Nullable;

/**
 * What a change of a connection means for its runs. Told by what is true before and after rather
 * than by the change's name: a store that was rebuilt tells as {@code updated} whatever it was that
 * differed, a connection of which nobody heard before included, and what did not differ shall start
 * nothing anew.
 */
enum Consequence {
    /** A connection that nobody pulled from: from the first page, and never where another's was. */
    START,
    /** The same, once its user has authorised it. */
    START_PAUSED,
    PAUSE,
    RESUME,
    /** What failed is pulled anew too: its user may just have granted what it lacked. */
    RESUME_OR_MEND,
    /** What was paused goes on; else everything anew, for nobody knows what was missed. */
    RESUME_OR_START,
    END,
    /** Neither its credentials nor its records are said to be others. */
    NOTHING;

    /**
     * @param before null if no change of it was acted upon so far
     */
    static Consequence of(@Nullable Known before, ConnectionChange change) {
        boolean isKnown =
                before != null
                        && before.status() != ConnectionStatus.DELETED
                        && before.nangoId() == change.nangoId();
        boolean wasBroken = before != null && before.status() == ConnectionStatus.BROKEN;
        return switch (change.connection().status()) {
            case DELETED -> END;
            case BROKEN -> isKnown ? PAUSE : START_PAUSED;
            case ACTIVE -> isKnown ? active(wasBroken, change.kind()) : START;
        };
    }

    private static Consequence active(boolean wasBroken, ConnectionChange.Kind kind) {
        return switch (kind) {
            case REAUTHORIZED -> wasBroken ? RESUME_OR_START : RESUME_OR_MEND;
            case RECOVERED -> RESUME;
            case CREATED, BROKEN, UPDATED, DELETED -> wasBroken ? RESUME : NOTHING;
        };
    }
}
