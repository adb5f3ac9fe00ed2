package io.tributary.store.parking;

/** Kafka or the database did not do its part; the message says what was done before. */
public final class InputsOutOfReach extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputsOutOfReach(String message, Throwable cause) {
        super(message, cause);
    }
}
