package io.tributary.store.question;

import static java.util.Objects.requireNonNull;

import io.tributary.store.environment.Environments;
import io.tributary.store.environment.Environments.Access;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import java.util.Map;
import java.util.TreeMap;

/** The budget of each configured environment, which is that of its account. */
public final class Budgets {

    private final Map<String, Budget> byName = new TreeMap<>();

    public Budgets(Environments environments, JdbcTemplate jdbc) {
        NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
        for (String name : environments.names()) {
            Access access = environments.get(name);
            byName.put(name, new Budget(named, access.account(), access.callsPerMinute()));
        }
    }

    /** Of a configured environment. */
    public Budget of(String environment) {
        return requireNonNull(byName.get(environment), environment);
    }
}
