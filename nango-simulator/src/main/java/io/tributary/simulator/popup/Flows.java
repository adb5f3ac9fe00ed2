package io.tributary.simulator.popup;

import io.tributary.simulator.session.Attempt;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The flows under way, by their states; a state is good once. */
@Component
final class Flows {

    static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Flow> byState = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Flows(Clock clock) {
        this.clock = clock;
    }

    Flow begin(Attempt attempt, String redirectUri, @Nullable String clientId) {
        Instant now = clock.instant();
        byState.values().removeIf(flow -> flow.begun().plus(LONGEST).isBefore(now));
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        Flow flow =
                new Flow(
                        UUID.randomUUID().toString(),
                        attempt,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                        redirectUri,
                        clientId,
                        now);
        byState.put(flow.state(), flow);
        return flow;
    }

    Optional<Flow> end(String state) {
        return Optional.ofNullable(byState.remove(state));
    }
}
