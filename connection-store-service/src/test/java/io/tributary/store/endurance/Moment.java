package io.tributary.store.endurance;

import java.time.Duration;

/** Lets time pass: not to wait for something, but because the moment is what the dice say. */
final class Moment {

    private Moment() {}

    static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
