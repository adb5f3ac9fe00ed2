package io.tributary.worker.run;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What an operator ordered cannot be done; its message says why, and what would be right. */
public final class RunRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isUnknown;
    private final @Nullable UUID run;

    private RunRefused(String message, boolean isUnknown, @Nullable UUID run) {
        super(message);
        this.isUnknown = isUnknown;
        this.run = run;
    }

    static RunRefused unknown(String message) {
        return new RunRefused(message, true, null);
    }

    static RunRefused conflict(String message) {
        return new RunRefused(message, false, null);
    }

    static RunRefused conflict(String message, UUID run) {
        return new RunRefused(message, false, run);
    }

    /** Whether it is about something that is not there at all. */
    public boolean isUnknown() {
        return isUnknown;
    }

    /** The run that is in the way. */
    public @Nullable UUID run() {
        return run;
    }
}
