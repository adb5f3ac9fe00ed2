package io.tributary.store.walk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Figures of one environment from the tables, read once for all meters of a scrape. */
final class Vitals {

    private static final Logger LOGGER = LoggerFactory.getLogger(Vitals.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Figures UNKNOWN =
            new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private final JdbcTemplate jdbc;
    private final DoubleSupplier budget;
    private final String environment;
    private Figures figures = UNKNOWN;
    private long nanos = System.nanoTime() - GOOD_FOR.toNanos();

    /**
     * @param budget what is left of it
     */
    Vitals(JdbcTemplate jdbc, DoubleSupplier budget, String environment) {
        this.jdbc = jdbc;
        this.budget = budget;
        this.environment = environment;
    }

    /**
     * @param open questions
     * @param oldest open question's age in seconds
     * @param sinceComplete seconds since the last complete walk ended; NaN: there was none
     * @param held how many the last walk missed, if it was held
     * @param budget calls that could be made now
     */
    record Figures(double open, double oldest, double sinceComplete, double held, double budget) {}

    synchronized double of(ToDoubleFunction<Figures> figure) {
        if (System.nanoTime() - nanos >= GOOD_FOR.toNanos()) {
            figures = read();
            nanos = System.nanoTime();
        }
        return figure.applyAsDouble(figures);
    }

    private Figures read() {
        try {
            double left = budget.getAsDouble();
            return jdbc.query(
                            "select q.open, q.oldest, (select extract(epoch from now() -"
                                + " max(finished))::float8 from walk where environment = e.name and"
                                + " outcome = 'complete'), (select case when outcome = 'held' then"
                                + " missing else 0 end from walk where environment = e.name and"
                                + " finished is not null order by number desc limit 1) from (values"
                                + " (?)) as e (name), lateral (select count(*) as open,"
                                + " coalesce(extract(epoch from now() - min(opened)), 0)::float8 as"
                                + " oldest from question where environment = e.name) q",
                            (row, _) -> {
                                Double complete = row.getObject(3, Double.class);
                                return new Figures(
                                        row.getDouble(1),
                                        row.getDouble(2),
                                        complete == null ? Double.NaN : complete,
                                        row.getDouble(4),
                                        left);
                            },
                            environment)
                    .getFirst();
        } catch (DataAccessException e) {
            LOGGER.atWarn()
                    .addKeyValue("environment", environment)
                    .setCause(e)
                    .log("no figures this time");
            return UNKNOWN;
        }
    }
}
