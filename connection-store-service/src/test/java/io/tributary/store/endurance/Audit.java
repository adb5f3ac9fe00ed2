package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.Login;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.rebuild.RebuildCommand;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether everything was applied once and published once, in order, as if nothing had happened. */
final class Audit {

    /** Every column that the inputs alone decide; the others are the clock's. */
    private static final Map<String, String> TABLES =
            Map.of(
                    "connection", "select t::text from connection t order by id",
                    "history", "select t::text from history t order by partition, \"offset\", n",
                    "parked", "select t::text from parked t order by partition, \"offset\"",
                    "generation", "select number::text from generation",
                    "applied",
                            "select concat_ws(' ', topic_id, partition, next) from applied"
                                    + " order by partition",
                    "question",
                            "select concat_ws(' ', connection, environment, partition, raised)"
                                    + " from question order by connection");

    private final Lab lab;

    private Audit(Lab lab) {
        this.lab = lab;
    }

    /** One line of the history, or one record of the topic: the same, if all is well. */
    private record Line(String id, String key, Map<String, String> headers, String value) {
        @Override
        public String toString() {
            return id + " " + key + " " + new String(HexFormat.of().parseHex(value), UTF_8);
        }
    }

    /**
     * @return how many changes there were
     */
    static int of(Lab lab) {
        Audit audit = new Audit(lab);
        int changes = audit.changesAreThoseOfTheHistory();
        audit.versionsHaveNoGap();
        audit.statesAreThoseOfTheLastChanges();
        assertThat(Log.of(lab, Topics.parked(Topics.INBOX).name()).values())
                .as("nothing is parked")
                .allMatch(List::isEmpty);
        audit.tablesAreThoseOfAnUndisturbedRun();
        audit.rebuildFindsNoDifference();
        return changes;
    }

    /** Each once, none else, byte for byte, each partition in the order of its inputs. */
    private int changesAreThoseOfTheHistory() {
        int changes = 0;
        for (var published : Log.of(lab, Topics.CONNECTIONS.name()).entrySet()) {
            List<Line> lines = published.getValue().stream().map(Audit::line).toList();
            assertThat(lines).extracting(Line::id).as("each once").doesNotHaveDuplicates();
            assertThat(lines)
                    .as("changes of partition " + published.getKey())
                    .isEqualTo(history(published.getKey()));
            changes += lines.size();
        }
        assertThat(changes)
                .isEqualTo(lab.jdbc.queryForObject("select count(*) from history", Integer.class));
        return changes;
    }

    private List<Line> history(int partition) {
        return lab.jdbc.query(
                "select c.key, h.value, h.headers from history h join connection c"
                        + " on c.id = h.connection where h.partition = ? order by h.\"offset\", n",
                (row, _) -> {
                    Map<String, String> headers =
                            JsonMapper.shared()
                                    .readValue(
                                            row.getBytes(3),
                                            new TypeReference<TreeMap<String, String>>() {});
                    return new Line(
                            String.valueOf(headers.get("ce_id")),
                            row.getString(1),
                            headers,
                            HexFormat.of().formatHex(row.getBytes(2)));
                },
                partition);
    }

    private static Line line(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new Line(
                String.valueOf(headers.get("ce_id")),
                new String(record.key(), UTF_8),
                headers,
                HexFormat.of().formatHex(record.value()));
    }

    private void versionsHaveNoGap() {
        Map<String, Long> versions = new TreeMap<>();
        Log.of(lab, Topics.CONNECTIONS.name())
                .values()
                .forEach(
                        records ->
                                records.forEach(
                                        record -> {
                                            String key = new String(record.key(), UTF_8);
                                            long version = change(record).version();
                                            assertThat(version)
                                                    .as("version of " + key)
                                                    .isEqualTo(versions.getOrDefault(key, 0L) + 1);
                                            versions.put(key, version);
                                        }));
        Map<String, Long> recorded = new TreeMap<>();
        lab.jdbc.query(
                "select key, version from connection where version > 0",
                row -> {
                    recorded.put(row.getString(1), row.getLong(2));
                });
        assertThat(versions).isEqualTo(recorded);
    }

    private static ConnectionChange change(ConsumerRecord<byte[], byte[]> record) {
        return EventCodec.decodeConnectionChange(KafkaCloudEvents.fromRecord(record));
    }

    /** By key: the last change's state, or a tombstone where that was a deletion. */
    private void statesAreThoseOfTheLastChanges() {
        Map<String, String> expected = new TreeMap<>();
        Log.of(lab, Topics.CONNECTIONS.name())
                .values()
                .forEach(
                        records ->
                                records.forEach(
                                        record ->
                                                expected.put(
                                                        new String(record.key(), UTF_8),
                                                        stateAfter(record))));
        Map<String, String> found = new TreeMap<>();
        Log.of(lab, Topics.CONNECTIONS_STATE.name())
                .values()
                .forEach(
                        records ->
                                records.forEach(
                                        record ->
                                                found.put(
                                                        new String(record.key(), UTF_8),
                                                        value(record))));
        // What was deleted may be compacted away already.
        found.values().removeIf("tombstone"::equals);
        expected.values().removeIf("tombstone"::equals);
        assertThat(found).isEqualTo(expected);
        assertThat(found.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        lab.jdbc.queryForList(
                                "select key from connection where status in ('active', 'broken')",
                                String.class));
    }

    private static String value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? "tombstone" : new String(record.value(), UTF_8);
    }

    private static String stateAfter(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = KafkaCloudEvents.fromRecord(record);
        ConnectionChange change = EventCodec.decodeConnectionChange(event);
        byte[] state = EventCodec.stateAfter(change, event.time()).data();
        return change.kind() == ConnectionChange.Kind.DELETED || state == null
                ? "tombstone"
                : new String(state, UTF_8);
    }

    private void tablesAreThoseOfAnUndisturbedRun() {
        JdbcTemplate undisturbed = UndisturbedRun.over(lab);
        for (Map.Entry<String, List<String>> table : rows(lab.jdbc).entrySet()) {
            List<String> live = new ArrayList<>(table.getValue());
            List<String> calm = undisturbed.queryForList(TABLES.get(table.getKey()), String.class);
            assertThat(live).as("table " + table.getKey()).isEqualTo(calm);
        }
    }

    /** By the operators' own command. */
    private void rebuildFindsNoDifference() {
        Login superuser = lab.database.superuser();
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "grant create on database " + lab.database.name() + " to connections");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        StringWriter said = new StringWriter();
        Login login = lab.database.connections();
        int code =
                RebuildCommand.run(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        List.of(
                                "--fresh",
                                "--spring.kafka.bootstrap-servers=" + lab.kafka.bootstrapServers(),
                                "--spring.datasource.url=" + login.jdbcUrl(),
                                "--spring.datasource.username=" + login.user(),
                                "--spring.datasource.password=" + login.password(),
                                "--tributary.topics.partitions=" + Lab.PARTITIONS,
                                "--tributary.topics.replication-factor=1"));
        assertThat(code).as(said.toString()).isZero();
    }

    private static Map<String, List<String>> rows(JdbcTemplate jdbc) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        TABLES.forEach((table, query) -> rows.put(table, jdbc.queryForList(query, String.class)));
        return rows;
    }
}
