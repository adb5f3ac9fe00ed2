package io.tributary.store.live;

/** Kafka does not answer, or the service is about to stop. */
public final class NoFeed extends Exception {

    private static final long serialVersionUID = 1L;

    NoFeed(String message) {
        super(message);
    }

    NoFeed(String message, Throwable cause) {
        super(message, cause);
    }
}
