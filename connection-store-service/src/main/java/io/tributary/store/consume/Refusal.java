package io.tributary.store.consume;

/** Going on would break a promise: an operator has to act, and the message says how. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
