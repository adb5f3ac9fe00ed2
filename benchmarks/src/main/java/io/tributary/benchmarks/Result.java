package io.tributary.benchmarks;

/** One thing that was measured, round by round. */
public sealed interface Result permits Figures, Values, Profile {

    /** What ran. */
    String name();

    /** For people. */
    String table();

    /** Whether it is as good as it is to be; also where nothing is demanded. */
    boolean isBeaten();
}
