package io.tributary.simulator.delivery;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One circuit for each complete address, whichever environments use it. */
@Component
public final class Circuits {

    private final Map<String, Circuit> byUrl = new ConcurrentHashMap<>();
    private final DeliverySettings settings;
    private final Clock clock;

    Circuits(DeliverySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Circuit of(String url) {
        return byUrl.computeIfAbsent(url, _ -> new Circuit(settings.circuit(), clock));
    }

    /** Forgets every failure. */
    public void reset() {
        byUrl.clear();
    }

    /** Each address and the state of its circuit. */
    public Map<String, String> describe() {
        Map<String, String> states = new TreeMap<>();
        byUrl.forEach((url, circuit) -> states.put(url, circuit.describe()));
        return states;
    }
}
