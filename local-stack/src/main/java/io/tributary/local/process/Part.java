package io.tributary.local.process;

import io.tributary.backing.process.ChildProcess;

/** One part of the stack: how its process is started and how it says that it is ready. */
public interface Part {

    /** As the console calls it. */
    String name();

    /**
     * Starts a process and returns at once.
     *
     * @throws RuntimeException when it cannot be started
     */
    ChildProcess launch();

    /** Whether it serves its callers now; takes a few seconds at most. */
    boolean answers();

    /**
     * Called after it has become ready for the first time, before anything that needs it starts.
     */
    default void firstReady() throws InterruptedException {}
}
