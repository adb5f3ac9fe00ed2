package io.tributary.backing.ready;

/** A service between its start and its first answer. */
public interface Starting {

    /** For messages. */
    String name();

    /** Whether it answers its clients now; must not wait for more than a few seconds. */
    boolean answers();

    /** Whether its process is still there. */
    boolean alive();

    /** The last lines of its output. */
    String endOfLog(int lines);

    /** Ends it at once. */
    void kill();
}
