package io.tributary.store.walk;

import java.util.Locale;

/** How a walk ended. */
enum Outcome {
    /** The whole list was read, and what was missing was asked about. */
    COMPLETE,
    /** It was given up; what it did not find counts for nothing. */
    INCOMPLETE,
    /** So many were missing that an operator has to look first. */
    HELD;

    /** As it is stored and shown. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
