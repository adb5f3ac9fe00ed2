package io.tributary.ingress.durable;

/** The outcome of trying to make an event durable. */
public sealed interface Kept {

    /** All in-sync replicas have it. */
    record Durable(String topic, int partition, long offset) implements Kept {}

    /**
     * It is not known to be durable: the sender must come again. It may be there all the same.
     *
     * @param reason short, for logs and metrics
     * @param cause without any part of the event
     */
    record NotDurable(Reason reason, String cause) implements Kept {}

    /** Why something is not durable. */
    enum Reason {
        /** The service has not verified its topics yet. */
        STARTING,
        /** The brokers did not acknowledge in time. */
        DEADLINE,
        /** The brokers or the client refused. */
        REFUSED,
        /** The service is being ended. */
        STOPPING
    }
}
