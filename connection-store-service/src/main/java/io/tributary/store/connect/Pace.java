package io.tributary.store.connect;

import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.EndUser;
import io.tributary.store.caller.Scope;

import org.springframework.http.HttpStatus;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How often one user may have Nango called, at this instance: its limit is the account's, and no
 * single user may use it up for all others. Whoever acts for many users is not counted.
 */
final class Pace {

    static final int PER_MINUTE = 30;

    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;

    Pace(Clock clock) {
        this.clock = clock;
    }

    /**
     * @throws ApiProblem 429 if it is too often
     */
    void admit(Caller caller) {
        EndUser user = caller.user();
        if (user != null && !caller.may(Scope.CONNECT_ANY)) {
            admit(user.id());
        }
    }

    private synchronized void admit(String user) {
        long now = clock.instant().getEpochSecond();
        if (now / 60 != minute) {
            minute = now / 60;
            counts.clear();
        }
        if (counts.merge(user, 1, Integer::sum) > PER_MINUTE) {
            throw ApiProblem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "A user may do this %d times a minute; Retry-After says when again."
                                    .formatted(PER_MINUTE))
                    .coded("user_rate_limited")
                    .retryAfter(Duration.ofSeconds(60 - now % 60));
        }
    }
}
