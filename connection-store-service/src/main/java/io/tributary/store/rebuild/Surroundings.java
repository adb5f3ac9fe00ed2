package io.tributary.store.rebuild;

import io.tributary.events.Topics;
import io.tributary.store.consume.InboxSettings;
import io.tributary.store.inbox.InboxReader;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.PrintWriter;
import java.util.List;

import javax.sql.DataSource;

/**
 * Database and brokers by the service's own settings, and nothing else of the service: no web
 * server, no consumer of its group, nobody who asks or publishes.
 */
final class Surroundings implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Log inbox;
    private final Brokers brokers;
    private final Database database;
    private final Rebuild rebuild;

    private Surroundings(ConfigurableApplicationContext context, Options options, PrintWriter out) {
        this.context = context;
        DataSource pool = context.getBean(DataSource.class);
        FlywayProperties flyway = context.getBean(FlywayProperties.class);
        KafkaProperties kafka = context.getBean(KafkaProperties.class);
        int partitions = context.getBean(InboxSettings.class).topics().partitions();
        this.brokers = new Brokers(kafka);
        this.inbox = new Log(kafka, Topics.INBOX.name(), partitions);
        this.database = Database.open(pool, options.schema());
        Shadow shadow = new Shadow(database, pool, options.schema(), flyway.getLocations());
        this.rebuild =
                new Rebuild(
                        options,
                        database,
                        new Live(database.jdbc(), flyway.getSchemas().getFirst()),
                        shadow,
                        inbox,
                        brokers.inboxId(partitions),
                        new Derivation(
                                inbox,
                                new InboxReader(partitions),
                                database.ledger(),
                                shadow,
                                new Headway(out)),
                        new Report(out));
    }

    /** What {@link Surroundings} is made of; not found by the service's own scan. */
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @EnableConfigurationProperties({
        KafkaProperties.class,
        FlywayProperties.class,
        InboxSettings.class
    })
    static final class Beans {}

    static Surroundings of(List<String> settings, Options options, PrintWriter out) {
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Beans.class)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .bannerMode(Banner.Mode.OFF)
                        .properties(
                                "logging.level.root=WARN",
                                "spring.datasource.hikari.minimum-idle=0")
                        .run(settings.toArray(String[]::new));
        try {
            return new Surroundings(context, options, out);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    Rebuild rebuild() {
        return rebuild;
    }

    @Override
    public void close() {
        inbox.close();
        brokers.close();
        database.close();
        context.close();
    }
}
