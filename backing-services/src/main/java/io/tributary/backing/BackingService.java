package io.tributary.backing;

/**
 * A running service that a test or the local stack can break and mend. Address and data stay the
 * same over {@link #stop()}, {@link #kill()} and {@link #restart()}; every method returns only when
 * its effect is there, and throws {@link BackingServiceException} when it does not come about.
 */
public interface BackingService extends AutoCloseable {

    /** Ends the service in order; it stays restartable. Does nothing when it is not running. */
    void stop();

    /** Ends the service at once, as a crash would (SIGKILL); it stays restartable. */
    void kill();

    /** Starts the service again on its data, stopping it first if it runs; returns once ready. */
    void restart();

    /** Halts the service without ending it (SIGSTOP): connections stay open, nobody answers. */
    void freeze();

    /** Lets a frozen service go on (SIGCONT). */
    void thaw();

    /** Whether the process is there; a frozen one is. */
    boolean running();

    /** The process id; of a container the id of its first process as the Docker host sees it. */
    long pid();

    /** Ends the service and removes what was made only for it. */
    @Override
    void close();
}
