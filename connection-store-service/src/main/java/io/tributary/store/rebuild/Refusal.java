package io.tributary.store.rebuild;

/** The rebuild does not go on; the message says why and what to do. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
