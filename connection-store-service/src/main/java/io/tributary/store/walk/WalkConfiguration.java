package io.tributary.store.walk;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.store.environment.Environments;
import io.tributary.store.environment.Environments.Access;
import io.tributary.store.ledger.Census;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Budgets;
import io.tributary.store.question.QuestionBook;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class WalkConfiguration {

    @Bean
    WalkBook walkBook(JdbcTemplate jdbc) {
        return new WalkBook(jdbc);
    }

    @Bean
    Walks walks(Environments environments, WalkBook book) {
        return new Walks(environments, book);
    }

    @Bean
    Walker walker(
            Environments environments,
            Budgets budgets,
            KafkaProperties kafka,
            JdbcTemplate jdbc,
            WalkBook book,
            QuestionBook questions,
            Answering answering,
            Clock clock,
            MeterRegistry meters) {
        Census census = new Census(jdbc);
        return new Walker(
                environments.names().stream()
                        .map(
                                name -> {
                                    Access access = environments.get(name);
                                    return new EnvironmentWalker(
                                            name,
                                            access,
                                            budgets.of(name),
                                            new WholeInbox(
                                                    kafka.buildAdminProperties(), census, clock),
                                            book,
                                            questions,
                                            census,
                                            answering,
                                            clock,
                                            WalkMeters.counting(meters));
                                })
                        .toList());
    }

    @Bean
    WalksHealth walksHealthIndicator(Walks walks) {
        return new WalksHealth(walks);
    }

    @Bean
    WalkMeters walkMeters(JdbcTemplate jdbc, Environments environments, Budgets budgets) {
        return new WalkMeters(jdbc, environments, budgets);
    }
}
