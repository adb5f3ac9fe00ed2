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

    static Reason restarted(String by) {
        return new Reason(
                "restarted_by_operator",
                "An operator (%s) gave it up for a new run, from the first page.".formatted(by));
    }

    static Reason operator(OperatorPause pause) {
        return new Reason(
                "operator_paused",
                "An operator (%s) paused it at %s; it goes on when an operator resumes it."
                        .formatted(pause.by(), pause.at()));
    }
}
