package io.tributary.worker.environment;

/**
 * How an environment's budget fills.
 *
 * @param burst the most calls saved up
 * @param perSecond how many more each second
 * @param atOnce how many a worker takes at once, a tenth of a second's: with a small budget one, so
 *     that none lies idle with one worker while another waits
 */
record Rate(long burst, double perSecond, long atOnce) {

    private static final int BURST_PART = 20;

    /** The rest is kept back: a call goes out up to a second after it was paid for. */
    private static final double SHARE = 0.98;

    private static final int MOST_AT_ONCE = 50;

    /**
     * Never more than {@code callsPerMinute} in any minute: what was saved up and what fills during
     * it are spent together, and Nango's minute begins when it likes. A single one fills in more
     * than a minute.
     */
    static Rate within(int callsPerMinute) {
        long burst = Math.max(1, callsPerMinute / BURST_PART);
        double perSecond = Math.max(SHARE, callsPerMinute * SHARE - burst) / 60;
        long atOnce = Math.clamp((long) (perSecond / 10), 1, MOST_AT_ONCE);
        return new Rate(burst, perSecond, atOnce);
    }
}
