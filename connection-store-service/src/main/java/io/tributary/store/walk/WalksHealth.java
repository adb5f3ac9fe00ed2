package io.tributary.store.walk;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.Objects;

/**
 * Says of each environment how its last walk ended, and what to do if it was held. It is up all the
 * same: everything else goes on.
 */
final class WalksHealth implements HealthIndicator {

    private final Walks walks;

    WalksHealth(Walks walks) {
        this.walks = walks;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (WalkView walk : walks.latest(1)) {
            health.withDetail(
                    walk.environment(),
                    Objects.requireNonNullElse(walk.outcome(), "under way")
                            + (walk.reason() == null ? "" : ": " + walk.reason()));
        }
        return health.build();
    }
}
