package io.tributary.worker.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
    /** Under way, waiting for its turn, or waiting to try again. */
    RUNNING,
    /** Its connection needs its user; goes on at the checkpoint once it is repaired. */
    PAUSED,
    /** Every page is published. */
    COMPLETED,
    /** Cannot go on without an operator; the reason says why. */
    FAILED,
    /** Given up: its connection is gone, or an operator had it begin anew. */
    ENDED;

    /** Whether nothing will change it any more. */
    boolean isOver() {
        return switch (this) {
            case RUNNING, PAUSED -> false;
            case COMPLETED, FAILED, ENDED -> true;
        };
    }

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
