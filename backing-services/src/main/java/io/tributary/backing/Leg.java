package io.tributary.backing;

/** One way of providing backing services; each call starts a new, empty one. */
interface Leg {

    /** The word for it in settings and on the console. */
    String name();

    Kafka kafka();

    Postgres postgres();
}
