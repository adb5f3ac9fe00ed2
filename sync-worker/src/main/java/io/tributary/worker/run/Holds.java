package io.tributary.worker.run;

import io.tributary.events.SyncRun.Reason;

/** Why runs stop for other reasons than what happens to them while they pull. */
final class Holds {

    static final Reason BROKEN =
            new Reason(
                    "connection_broken",
                    "The connection needs its user; it goes on when the user has authorised anew.");
    static final Reason DELETED =
            new Reason(
                    "connection_deleted", "The connection was deleted; nothing is left to pull.");

    private Holds() {}

    static Reason operator(OperatorPause pause) {
        return new Reason(
                "operator_paused",
                "An operator (%s) paused it at %s; it goes on when an operator resumes it."
                        .formatted(pause.by(), pause.at()));
    }
}
