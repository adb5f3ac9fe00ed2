package io.tributary.local.process;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Requests that change nothing, sent until the code behind them is compiled and its pools are
 * filled.
 *
 * @param addresses asked one after the other, in each round
 * @param headers sent with each
 */
public record Warmth(List<URI> addresses, Map<String, String> headers) {
    private static final int ROUNDS = 60;

    public Warmth {
        addresses = List.copyOf(addresses);
        headers = Map.copyOf(headers);
    }

    /** For a service that warms itself before it says that it is ready. */
    public static Warmth own() {
        return new Warmth(List.of(), Map.of());
    }

    /** Sends them all; false when the service stopped answering meanwhile. */
    boolean reached() {
        for (int round = 0; round < ROUNDS; round++) {
            for (URI address : addresses) {
                if (Http.status(address, headers) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Warmth" + addresses;
    }
}
