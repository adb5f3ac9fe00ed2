package io.tributary.events;

/**
 * Bytes or headers that are not what the contract says. The message names what is wrong, never the
 * data itself.
 */
public final class MalformedEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEvent(String message) {
        super(message);
    }

    public MalformedEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
