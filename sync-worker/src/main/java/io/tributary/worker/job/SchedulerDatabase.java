package io.tributary.worker.job;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

import org.springframework.stereotype.Component;

import java.util.Optional;

/** Said rather than found out: at start the database may not be there to be asked. */
@Component
class SchedulerDatabase implements DbSchedulerCustomizer {

    @Override
    public Optional<JdbcCustomization> jdbcCustomization() {
        return Optional.of(new PostgreSqlJdbcCustomization(false, false));
    }
}
