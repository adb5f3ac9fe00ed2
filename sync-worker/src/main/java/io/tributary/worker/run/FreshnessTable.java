package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The one statement about all syncs at once; two looks into an index for each. */
@Component
class FreshnessTable {

    private record Line(Freshness.Of of, RunStatus status, long syncs, double age, long overdue) {}

    private final JdbcClient database;

    FreshnessTable(JdbcClient database) {
        this.database = database;
    }

    Map<Freshness.Of, Freshness> read(Duration overdueAfter) {
        Map<Freshness.Of, Freshness> read = new HashMap<>();
        database.sql(
                        """
                        select split_part(s.connection, '/', 2) as integration, k.provider, s.model,
                            r.status,
                            count(*) as syncs,
                            coalesce(max(f.age) filter (where k.status = 'ACTIVE'), 0) as age,
                            count(*) filter (where k.status = 'ACTIVE' and f.age > :overdue)
                                as overdue
                        from sync.sync s
                        join sync.run r on r.id = s.run
                        left join sync.connection k on k.key = s.connection
                        cross join lateral (
                            select extract(epoch from now() - coalesce(
                                (select max(c.finished_at) from sync.run c
                                 where c.connection = s.connection and c.model = s.model
                                    and c.status = 'completed'),
                                (select min(c.created_at) from sync.run c
                                 where c.connection = s.connection and c.model = s.model)))
                                as age) f
                        where k.status is distinct from 'DELETED'
                        group by 1, 2, 3, 4\
                        """)
                .param("overdue", overdueAfter.toSeconds())
                .query((row, _) -> line(row))
                .list()
                .forEach(line -> read.merge(line.of(), of(line), Freshness::and));
        return read;
    }

    private static Line line(ResultSet row) throws SQLException {
        String integration =
                ConnectionKey.parse("-/" + row.getString("integration") + "/-").integration();
        return new Line(
                new Freshness.Of(integration, row.getString("provider"), row.getString("model")),
                RunStatus.of(row.getString("status")),
                row.getLong("syncs"),
                row.getDouble("age"),
                row.getLong("overdue"));
    }

    private static Freshness of(Line line) {
        return new Freshness(
                Map.of(line.status(), line.syncs()),
                Duration.ofMillis((long) (line.age() * 1000)),
                line.overdue());
    }
}
