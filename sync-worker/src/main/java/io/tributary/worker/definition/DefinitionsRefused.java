package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/** The worker does not start: a definition cannot work. */
final class DefinitionsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param place the setting's full name
     * @param rule what it must be, and what it is
     * @param origin the file and line, if they are known
     */
    DefinitionsRefused(
            String place, String rule, @Nullable Origin origin, @Nullable Throwable cause) {
        super(place + ": " + rule + (origin == null ? "" : " (" + origin + ")"), cause);
    }
}
