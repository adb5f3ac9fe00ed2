package io.tributary.backing.ready;

import io.tributary.backing.BackingServiceException;

import java.time.Duration;
import java.time.Instant;

/** Waits for a service to answer, and says why when it does not. */
public final class Readiness {
    private static final int LOG_LINES = 40;

    private Readiness() {}

    /**
     * Returns once the service answers.
     *
     * @throws BackingServiceException when it ended or did not answer in time (then it is killed);
     *     carries the end of its log
     */
    public static void await(Starting service, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!service.answers()) {
            if (!service.alive()) {
                throw failed(service, "ended while starting");
            }
            if (Instant.now().isAfter(deadline)) {
                BackingServiceException failure =
                        failed(service, "was not ready after " + patience.toSeconds() + " s");
                service.kill();
                throw failure;
            }
            Pause.brief();
        }
    }

    private static BackingServiceException failed(Starting service, String what) {
        return new BackingServiceException(
                "%s %s; the end of its log:\n%s"
                        .formatted(service.name(), what, service.endOfLog(LOG_LINES)));
    }
}
