package io.tributary.worker.environment;

import io.tributary.nango.api.NangoApi;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        this.byName =
                environments.environments().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                new NangoEnvironment(
                                                        open(entry.getValue().nango(), calls),
                                                        new CallBudget(
                                                                entry.getKey(),
                                                                new SharedBudget(
                                                                        database,
                                                                        entry.getKey(),
                                                                        rate),
                                                                clock))));
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
