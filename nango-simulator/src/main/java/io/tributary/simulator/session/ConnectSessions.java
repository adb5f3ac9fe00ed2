package io.tributary.simulator.session;

import io.tributary.simulator.account.Environment;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.session.ConnectSession.Wish;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The connect sessions that have not expired, by their tokens. A restart forgets them. */
@Component
public final class ConnectSessions {

    static final String PREFIX = "nango_connect_session_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final Map<String, ConnectSession> byToken = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private volatile Duration lifetime;

    ConnectSessions(SessionSettings settings, Clock clock) {
        this.clock = clock;
        this.lifetime = settings.lifetime();
    }

    ConnectSession begin(Environment environment, Wish wish, @Nullable ConnectionKey reconnects) {
        Instant now = clock.instant();
        byToken.values().removeIf(it -> !now.isBefore(it.expiresAt()));
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = PREFIX + HexFormat.of().formatHex(secret);
        ConnectSession session =
                new ConnectSession(token, environment, wish, reconnects, now.plus(lifetime));
        byToken.put(token, session);
        return session;
    }

    /** The session of a token, else 401: Nango does not tell an expired token from a wrong one. */
    public ConnectSession require(String token) {
        if (!FORM.matcher(token).matches()) {
            throw new ApiException(
                    401,
                    "invalid_connect_session_token_format",
                    "A connect session token is nango_connect_session_ and 64 hexadecimal digits");
        }
        ConnectSession session = byToken.get(token);
        if (session == null || !clock.instant().isBefore(session.expiresAt())) {
            throw new ApiException(
                    401,
                    "unknown_connect_session_token",
                    "The connect session token is unknown or has expired");
        }
        return session;
    }

    void end(ConnectSession session) {
        byToken.remove(session.token());
    }

    /** Those that have not expired, the one that expires first before all others. */
    public List<ConnectSession> all() {
        Instant now = clock.instant();
        return byToken.values().stream()
                .filter(it -> now.isBefore(it.expiresAt()))
                .sorted(Comparator.comparing(ConnectSession::expiresAt))
                .toList();
    }

    /** How long a session lasts that begins from now on. */
    public void lifetime(Duration wanted) {
        if (!wanted.isPositive()) {
            throw new IllegalArgumentException("a lifetime is positive, not " + wanted);
        }
        lifetime = wanted;
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** As if its time were over; of all sessions if no token is given. */
    public void expire(@Nullable String token) {
        Instant now = clock.instant();
        if (token == null) {
            byToken.replaceAll((_, session) -> session.until(now));
        } else if (byToken.computeIfPresent(token, (_, session) -> session.until(now)) == null) {
            throw new IllegalArgumentException("no session has this token");
        }
    }
}
