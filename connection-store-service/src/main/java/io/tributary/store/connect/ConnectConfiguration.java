package io.tributary.store.connect;

import io.tributary.store.caller.CallerSettings;
import io.tributary.store.environment.Environments;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Budgets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class ConnectConfiguration {

    @Bean
    ConnectEnvironments connectEnvironments(Environments environments) {
        return new ConnectEnvironments(environments);
    }

    @Bean
    NangoProblems nangoProblems(Environments environments, Budgets budgets, Clock clock) {
        return new NangoProblems(environments, budgets, clock);
    }

    @Bean
    Offers offers(Environments environments, NangoProblems nango, Clock clock) {
        return new Offers(environments, nango, clock);
    }

    @Bean
    Pace pace(Clock clock) {
        return new Pace(clock);
    }

    @Bean
    UserConnections userConnections(JdbcTemplate jdbc) {
        return new UserConnections(jdbc);
    }

    @Bean
    Sessions sessions(
            ConnectEnvironments environments,
            UserConnections connections,
            NangoProblems nango,
            Pace pace,
            CallerSettings callers) {
        return new Sessions(environments, connections, nango, pace, callers.claims());
    }

    @Bean
    Disconnection disconnection(
            UserConnections connections, NangoProblems nango, Pace pace, Answering answering) {
        return new Disconnection(connections, nango, pace, answering);
    }
}
