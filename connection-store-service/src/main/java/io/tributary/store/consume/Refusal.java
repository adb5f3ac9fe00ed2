package io.tributary.store.consume;

/** Going on would break a promise: an operator has to act, and the message says how. */
final class Refusal extends RuntimeException {

    /** The way out where inputs that the tables need are gone, or the inbox is another one. */
    static final String REBUILD =
            "java -jar connection-store-service.jar rebuild --from state --swap";

    /** The way out where the inbox is whole. */
    static final String REBUILD_INBOX = "java -jar connection-store-service.jar rebuild --swap";

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
