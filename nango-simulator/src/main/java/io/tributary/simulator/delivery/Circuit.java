package io.tributary.simulator.delivery;

import io.tributary.simulator.delivery.DeliverySettings.CircuitSettings;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The circuit of one address. Too many failed calls open it; then nothing is sent for a while, then
 * one call is let through, and its end decides.
 */
final class Circuit {

    private final CircuitSettings settings;
    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private State state = new Closed();

    private sealed interface State {}

    private record Closed() implements State {}

    private record Open(Instant until) implements State {}

    private record Probing() implements State {}

    Circuit(CircuitSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a call may go out now. One that may not is dropped for good. */
    synchronized boolean admits() {
        return switch (state) {
            case Closed _ -> true;
            case Probing _ -> false;
            case Open(Instant until) when clock.instant().isBefore(until) -> false;
            case Open _ -> {
                state = new Probing();
                yield true;
            }
        };
    }

    /** The end of a call that was admitted. */
    synchronized void ended(boolean success) {
        switch (state) {
            case Probing _ when success -> close();
            case Probing _ -> open();
            case Closed _ when !success -> count();
            case Closed _, Open _ -> {}
        }
    }

    synchronized String describe() {
        return switch (state) {
            case Closed _ -> "closed";
            case Probing _ -> "probing";
            case Open(Instant until) -> "open until " + until;
        };
    }

    private void count() {
        Instant now = clock.instant();
        failures.addLast(now);
        Instant horizon = now.minus(settings.window());
        while (failures.getFirst().isBefore(horizon)) {
            failures.removeFirst();
        }
        if (settings.enabled() && failures.size() > settings.failures()) {
            open();
        }
    }

    private void open() {
        failures.clear();
        state = new Open(clock.instant().plus(settings.openFor()));
    }

    private void close() {
        failures.clear();
        state = new Closed();
    }
}
