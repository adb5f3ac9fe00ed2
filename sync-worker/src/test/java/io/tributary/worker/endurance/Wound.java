package io.tributary.worker.endurance;

/**
 * What was done to one worker.
 *
 * @param worker whom
 * @param at when, of {@link System#nanoTime()}
 * @param thawed when it was woken; 0 if it was killed
 */
record Wound(String worker, long at, long thawed) {

    boolean wasFrozen() {
        return thawed > 0;
    }
}
