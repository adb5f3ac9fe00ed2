package io.tributary.worker.environment;

import io.tributary.nango.api.NangoApi;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All configured environments. */
@Component
public final class NangoEnvironments implements AutoCloseable {

    private final Map<String, NangoEnvironment> byName;

    NangoEnvironments(
            EnvironmentsSettings environments,
            NangoSettings calls,
            JdbcClient database,
            Clock clock) {
        Rate rate = Rate.within(calls.callsPerMinute());
        Map<String, CallBudget> byAccount = new HashMap<>();
        Map<String, NangoEnvironment> all = new HashMap<>();
        environments
                .environments()
                .forEach(
                        (name, environment) ->
                                all.put(
                                        name,
                                        new NangoEnvironment(
                                                open(environment.nango(), calls),
                                                byAccount.computeIfAbsent(
                                                        environment.nango().accountOf(name),
                                                        account ->
                                                                new CallBudget(
                                                                        account,
                                                                        new SharedBudget(
                                                                                database, account,
                                                                                rate),
                                                                        clock)))));
        this.byName = Map.copyOf(all);
    }

    private static NangoApi open(EnvironmentsSettings.Nango nango, NangoSettings calls) {
        return NangoApi.at(nango.baseUrl(), nango.apiKey())
                .connectTimeout(calls.connectTimeout())
                .requestTimeout(calls.requestTimeout())
                .build();
    }

    /** Empty if this worker's configuration does not name it. */
    public Optional<NangoEnvironment> find(String environment) {
        return Optional.ofNullable(byName.get(environment));
    }

    @Override
    public void close() {
        byName.values().forEach(environment -> environment.api().close());
    }
}
