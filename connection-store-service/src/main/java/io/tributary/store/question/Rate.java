package io.tributary.store.question;

/**
 * How an environment's budget fills: at most {@code burst} calls saved up, {@code perMinute} more
 * each minute.
 */
record Rate(long burst, double perMinute) {

    private static final int BURST_SHARE = 10;
    private static final int SOON_SECONDS = 20;

    /** A twentieth is kept back: a call goes out a moment after it was paid for. */
    private static final double SHARE = 0.95;

    /**
     * Never more than {@code callsPerMinute} in any minute: what was saved up and what fills during
     * it are spent together. Nango counts in windows of a minute that begin when it likes.
     */
    static Rate within(int callsPerMinute) {
        long burst = Math.max(1, callsPerMinute / BURST_SHARE);
        return new Rate(burst, Math.max(1, callsPerMinute * SHARE - burst));
    }

    /** How many can be asked singly within some twenty seconds. */
    long soon() {
        return Math.max(1, Math.round(perSecond() * SOON_SECONDS));
    }

    double perSecond() {
        return perMinute / 60;
    }
}
