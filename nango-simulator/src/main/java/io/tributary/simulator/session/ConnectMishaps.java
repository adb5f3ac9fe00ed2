package io.tributary.simulator.session;

import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.Map;

/** What is to go wrong the next times that somebody connects. */
@Component
public final class ConnectMishaps {

    /** One thing that can go wrong. */
    public enum Kind {
        /** Instead of asking for consent, the provider sends the user back with an error. */
        PROVIDER_ERROR,
        /** The provider's consent page does not come. */
        HANG,
        /** The provider gives no token for the code. */
        EXCHANGE_FAILS,
        /** A function of the app at Nango rejects the connection. */
        VALIDATION_FAILS
    }

    private final Map<Kind, Integer> planned = new EnumMap<>(Kind.class);

    public synchronized void plan(Kind kind, int count) {
        planned.merge(kind, count, Integer::sum);
    }

    /** True if it was planned; then it is once less. */
    public synchronized boolean happens(Kind kind) {
        int left = planned.getOrDefault(kind, 0);
        if (left <= 1) {
            planned.remove(kind);
        } else {
            planned.put(kind, left - 1);
        }
        return left > 0;
    }

    public synchronized Map<Kind, Integer> pending() {
        return Map.copyOf(planned);
    }

    public synchronized void clear() {
        planned.clear();
    }
}
