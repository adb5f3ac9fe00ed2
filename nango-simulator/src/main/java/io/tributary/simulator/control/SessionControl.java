package io.tributary.simulator.control;

import io.tributary.simulator.account.Plan;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.session.ConnectSession;
import io.tributary.simulator.session.ConnectSessions;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How long connect sessions last, and whether there is room for what they would make. */
@RestController
@RequestMapping("/_control")
final class SessionControl {

    private final ConnectSessions sessions;
    private final Plan plan;

    SessionControl(ConnectSessions sessions, Plan plan) {
        this.sessions = sessions;
        this.plan = plan;
    }

    /** A session, without its token. */
    record Session(
            String environment,
            @Nullable List<String> allowedIntegrations,
            @Nullable Map<String, String> tags,
            @Nullable ConnectionKey reconnects,
            Instant expiresAt) {

        private static Session of(ConnectSession session) {
            return new Session(
                    session.environment().name(),
                    session.wish().allowedIntegrations(),
                    session.wish().tags(),
                    session.reconnects(),
                    session.expiresAt());
        }
    }

    /** What there is, and how long what comes will last. */
    record Sessions(Duration lifetime, List<Session> sessions) {}

    @GetMapping("/connect-sessions")
    @Help("the connect sessions that have not expired, without tokens, and how long new ones last")
    Sessions all() {
        return new Sessions(sessions.lifetime(), sessions.all().stream().map(Session::of).toList());
    }

    /** How long. */
    record Lifetime(Duration lifetime) {

        Lifetime {
            Target.given(lifetime, "lifetime");
        }
    }

    @PutMapping("/connect-sessions")
    @Help("how long connect sessions last that begin from now on: {lifetime: PT30M}")
    void lifetime(@RequestBody Lifetime wanted) {
        sessions.lifetime(wanted.lifetime());
    }

    /** Which. */
    record Ending(@Nullable String token) {}

    @PostMapping("/connect-sessions/expire")
    @Help("as if its 30 minutes were over, at once: {token?}; without a token, all sessions")
    void expire(@RequestBody Ending ending) {
        sessions.expire(ending.token());
    }

    /** How many connections the account may have; null for any number. */
    record Limit(@Nullable Integer connections) {}

    @PutMapping("/plan")
    @Help("how many connections the plan allows: {connections}; null, as at first, for any number")
    void plan(@RequestBody Limit limit) {
        plan.mostConnections(limit.connections());
    }
}
