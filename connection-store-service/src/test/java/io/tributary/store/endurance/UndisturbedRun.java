package io.tributary.store.endurance;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.events.Topics;
import io.tributary.store.inbox.InboxReader;
import io.tributary.store.inbox.Reading;
import io.tributary.store.ledger.Ledger;
import io.tributary.store.ledger.Progress;
import io.tributary.store.ledger.Window;
import io.tributary.store.question.QuestionBook;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.List;
import java.util.Map;

/** The inbox applied to an empty database by one that nobody disturbs, and what came of it. */
final class UndisturbedRun {

    private static final int BATCH = 500;

    private UndisturbedRun() {}

    /** Tables of its own; they go with the server. */
    static JdbcTemplate over(Lab lab) {
        Login login = BackingServices.database(lab.postgres).connections();
        Flyway.configure()
                .dataSource(login.jdbcUrl(), login.user(), login.password())
                .schemas("connections")
                .locations("classpath:db/migration/connections")
                .load()
                .migrate();
        SingleConnectionDataSource source =
                new SingleConnectionDataSource(
                        login.jdbcUrl(), login.user(), login.password(), true);
        JdbcTemplate jdbc = new JdbcTemplate(source);
        apply(lab, jdbc, new DataSourceTransactionManager(source));
        return jdbc;
    }

    private static void apply(
            Lab lab, JdbcTemplate jdbc, DataSourceTransactionManager transactions) {
        Ledger ledger = new Ledger(jdbc, new QuestionBook(jdbc), transactions);
        InboxReader reader = new InboxReader(Lab.PARTITIONS);
        String topicId =
                jdbcOf(lab).queryForObject("select distinct topic_id from applied", String.class);
        Log.of(lab, Topics.INBOX.name())
                .forEach(
                        (partition, records) -> {
                            new Progress(jdbc).begin(topicId, partition, Lab.PARTITIONS, 0);
                            for (int from = 0; from < records.size(); from += BATCH) {
                                List<ConsumerRecord<byte[], byte[]>> batch =
                                        records.subList(
                                                from, Math.min(records.size(), from + BATCH));
                                List<Reading> readings = reader.read(batch);
                                long at = batch.getFirst().offset();
                                ledger.record(readings, Map.of(partition, new Window(at, at)));
                            }
                        });
    }

    private static JdbcTemplate jdbcOf(Lab lab) {
        return lab.jdbc;
    }
}
