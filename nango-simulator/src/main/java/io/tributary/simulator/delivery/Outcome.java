package io.tributary.simulator.delivery;

import io.tributary.simulator.wire.WireTimeout;

import java.io.IOException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/** How one call ended, and whether there is any use in another. */
sealed interface Outcome {

    /** The last answer, redirects followed. */
    record Answered(int status) implements Outcome {}

    /** Not over when the time was up, whatever status it had. */
    record TimedOut() implements Outcome {}

    /** No answer: refused, reset, closed. */
    record Broken(String reason) implements Outcome {}

    /** No such host, or no trust in it: a failure that another call would only repeat. */
    record Hopeless(String reason) implements Outcome {}

    static Outcome of(IOException failure) {
        return switch (failure) {
            case WireTimeout _ -> new TimedOut();
            case UnknownHostException _, SSLException _ -> new Hopeless(failure.toString());
            default -> new Broken(failure.toString());
        };
    }

    default boolean isSuccess() {
        return this instanceof Answered(int status) && status >= 200 && status < 300;
    }

    default boolean isWorthRetrying() {
        return switch (this) {
            case Answered(int status) -> status >= 500;
            case TimedOut _, Broken _ -> true;
            case Hopeless _ -> false;
        };
    }
}
