package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What db-scheduler would find out by itself, and not as it is wanted here. */
@Component
class SchedulerSetup implements DbSchedulerCustomizer {

    /** The column of db-scheduler takes 50. */
    private static final int LONGEST_HOST = 45;

    private static final int SUFFIXES = 0x10000;

    private final DbSchedulerProperties settings;

    SchedulerSetup(DbSchedulerProperties settings) {
        this.settings = settings;
    }

    /** Said rather than found out: at start the database may not be there to be asked. */
    @Override
    public Optional<JdbcCustomization> jdbcCustomization() {
        return Optional.of(new PostgreSqlJdbcCustomization(false, false));
    }

    /** By the host's name alone, two workers of one machine could not be told apart. */
    @Override
    public Optional<SchedulerName> schedulerName() {
        if (settings.getSchedulerName() != null) {
            return Optional.empty();
        }
        String host = new SchedulerName.Hostname().getName();
        return Optional.of(
                new SchedulerName.Fixed(
                        "%s-%04x"
                                .formatted(
                                        host.substring(0, Math.min(host.length(), LONGEST_HOST)),
                                        ThreadLocalRandom.current().nextInt(SUFFIXES))));
    }
}
