package io.tributary.store.rebuild;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.store.decision.Input;
import io.tributary.store.inbox.Reading;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the inbox still holds of each connection from before the cut: how late an answer must be to
 * be news, and which claims no answer came for.
 */
final class Traces {

    private final Map<ConnectionKey, Trace> byKey = new HashMap<>();
    private long highestRead;
    private int highestGeneration;

    /** Of one connection. */
    static final class Trace {
        private final List<Input> claims = new ArrayList<>();
        private long read;
        private long up = -1;

        /** The highest number of an answer about it. */
        long read() {
            return read;
        }

        /** Offset of its last successful creation or override, -1 without one. */
        long up() {
            return up;
        }

        /** In order. */
        List<Input> claims() {
            return claims;
        }

        private void answered(Observation answer) {
            read = Math.max(read, answer.read());
            claims.removeIf(claim -> claim.offset() < answer.basis());
        }
    }

    void add(Reading reading) {
        switch (reading) {
            case Reading.Readable readable -> add(readable.key(), readable.input());
            case Reading.Unreadable unreadable -> {
                @Nullable ConnectionKey key = unreadable.key();
                if (key != null) {
                    trace(key).claims.add(new Input.Parked(reading.offset()));
                }
            }
        }
    }

    private void add(ConnectionKey key, Input input) {
        switch (input) {
            case Input.Seen seen -> answered(key, seen.observation());
            case Input.Missing missing -> answered(key, missing.observation());
            case Input.Restated restated ->
                    highestGeneration = Math.max(highestGeneration, restated.generation());
            case Input.Authorized authorized -> {
                trace(key).up = authorized.offset();
                trace(key).claims.add(authorized);
            }
            case Input.AuthorizationFailed _,
                    Input.RefreshFailed _,
                    Input.RefreshRecovered _,
                    Input.DeletionClaimed _,
                    Input.Parked _ ->
                    trace(key).claims.add(input);
            case Input.Unrecognised _ -> {
                // Says nothing about the connection.
            }
        }
    }

    private void answered(ConnectionKey key, Observation answer) {
        highestRead = Math.max(highestRead, answer.read());
        trace(key).answered(answer);
    }

    private Trace trace(ConnectionKey key) {
        return byKey.computeIfAbsent(key, _ -> new Trace());
    }

    Map<ConnectionKey, Trace> byKey() {
        return byKey;
    }

    long highestRead() {
        return highestRead;
    }

    int highestGeneration() {
        return highestGeneration;
    }
}
