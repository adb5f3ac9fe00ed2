package io.tributary.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What others did on the machine just before.
 *
 * @param load the system's average over the last minute; what built the jars is in it
 * @param busy the share of all cores' time that was spent within two seconds, 0 to 1
 */
record Quiet(double load, double busy) {

    private static final double ALLOWED = 0.1;
    private static final long LOOK = 2_000;

    /** Looks for two seconds. */
    static Quiet look() throws InterruptedException {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        // The first answer covers the time since the JVM's start.
        system.getCpuLoad();
        Thread.sleep(LOOK);
        return new Quiet(system.getSystemLoadAverage(), system.getCpuLoad());
    }

    /** Whether figures taken now would be worth something. */
    boolean isQuiet() {
        return busy <= ALLOWED;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "load %.2f, %.0f %% of the processors busy", load, busy * 100);
    }
}
