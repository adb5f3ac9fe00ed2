package io.tributary.backing;

import org.jspecify.annotations.Nullable;

/** A backing service could not be started, reached or steered; the message names the way out. */
public class BackingServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackingServiceException(String message) {
        super(message);
    }

    public BackingServiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
