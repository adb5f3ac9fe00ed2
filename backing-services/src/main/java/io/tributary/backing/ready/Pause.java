package io.tributary.backing.ready;

import io.tributary.backing.BackingServiceException;

/** The wait between two looks at a program that is starting. */
final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    static void brief() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackingServiceException("Interrupted while a service was starting", e);
        }
    }
}
