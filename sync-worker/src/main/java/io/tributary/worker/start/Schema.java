package io.tributary.worker.start;

import io.tributary.worker.database.SqlStates;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings the tables to this version, at start if the database is there, else as soon as it is: a
 * worker that has to wait shall live and say so, and not end and be started again and again.
 */
@Component
class Schema implements FlywayMigrationStrategy {

    private static final Logger LOGGER = LoggerFactory.getLogger(Schema.class);

    private volatile @Nullable Flyway postponed;

    @Override
    public void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            if (!SqlStates.passes(e)) {
                throw e;
            }
            postponed = flyway;
            LOGGER.atWarn()
                    .addKeyValue("why", e.getMessage())
                    .log("PostgreSQL is not there yet; nothing is consumed or pulled until it is");
        }
    }

    /** Does what could not be done at start; throws while it still cannot. */
    void complete() {
        Flyway flyway = postponed;
        if (flyway != null) {
            flyway.migrate();
            postponed = null;
        }
    }
}
