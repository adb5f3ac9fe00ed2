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
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/**
 * Database and brokers by the service's own settings, and nothing else of the service: no web
 * server, no consumer of its group, nobody who asks or publishes.
 */
final class Surroundings implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Brokers brokers;
    private final Log inbox;
    private final Log state;
    private final Database database;
    private final Rebuild rebuild;

    private Surroundings(ConfigurableApplicationContext context, Options options, PrintWriter out) {
        this.context = context;
        DataSource pool = context.getBean(DataSource.class);
        FlywayProperties flyway = context.getBean(FlywayProperties.class);
        KafkaProperties kafka = context.getBean(KafkaProperties.class);
        InboxSettings settings = context.getBean(InboxSettings.class);
        int partitions = settings.topics().partitions();
        this.database = Database.open(pool, options.schema());
        this.brokers = new Brokers(kafka);
        Headway headway = new Headway(out);
        this.inbox = new Log(kafka, Topics.INBOX.name(), partitions, headway);
        String topicId = brokers.inboxId(partitions);
        String published = Topics.CONNECTIONS_STATE.name();
        int publishedPartitions = brokers.partitions(published);
        this.state = new Log(kafka, published, publishedPartitions, headway);
        String group = settings.inbox().group();
        InboxReader reader = new InboxReader(partitions);
        Live live = new Live(database.jdbc(), flyway.getSchemas().getFirst());
        Shadow shadow = new Shadow(database, pool, options.schema(), flyway.getLocations());
        StateTopic states = new StateTopic(state, brokers, publishedPartitions);
        Derivation derivation = new Derivation(inbox, reader, database.ledger(), shadow);
        Frontier frontier = new Frontier(options, live, shadow, inbox, topicId, derivation);
        Cut cut = new Cut(states, inbox, reader, partitions, database.jdbc());
        Swap swap = new Swap(database.jdbc(), live.schema(), shadow.schema(), Clock.systemUTC());
        Beginning beginning =
                new Beginning(options, live, shadow, inbox, states, cut, brokers, group, topicId);
        this.rebuild =
                new Rebuild(
                        options,
                        database,
                        live,
                        shadow,
                        beginning,
                        frontier,
                        new Replacement(
                                database, options, live, beginning, shadow, frontier, swap, brokers,
                                group),
                        swap,
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
                                // Asking for ends without reading yet is no trouble.
                                "logging.level.org.apache.kafka.clients.consumer.internals"
                                        + ".OffsetFetcherUtils=ERROR",
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
        state.close();
        inbox.close();
        brokers.close();
        database.close();
        context.close();
    }
}
