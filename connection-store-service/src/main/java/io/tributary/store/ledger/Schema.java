package io.tributary.store.ledger;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the tables to this version, at start if the database is there, else as soon as it is: a
 * service that has to wait shall live and say so, and not end and be started again and again.
 */
public final class Schema implements FlywayMigrationStrategy {

    private static final Logger LOGGER = LoggerFactory.getLogger(Schema.class);

    private volatile @Nullable Flyway postponed;

    @Override
    public void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            if (!Failure.passes(e)) {
                throw e;
            }
            postponed = flyway;
            LOGGER.atWarn().setCause(e).log("the database is not there yet; waiting for it");
        }
    }

    /** Does what could not be done at start; throws while it still cannot. */
    public void complete() {
        Flyway flyway = postponed;
        if (flyway != null) {
            flyway.migrate();
            postponed = null;
        }
    }
}
