package io.tributary.store.rebuild;

import io.tributary.store.decision.Rules;
import io.tributary.store.ledger.Progress;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/** The schema that is derived into; what it holds of the log says where to resume. */
final class Shadow {

    private static final String MARK = "tributary rebuild from ";

    private final Database database;
    private final JdbcTemplate jdbc;
    private final String schema;
    private final Flyway flyway;

    Shadow(Database database, DataSource pool, String schema, List<String> migrations) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.schema = schema;
        this.flyway =
                Flyway.configure()
                        .dataSource(pool)
                        .schemas(schema)
                        .createSchemas(false)
                        .cleanDisabled(false)
                        .locations(migrations.toArray(String[]::new))
                        .load();
    }

    /** Empty tables, or those of a rebuild that stopped. */
    void prepare(Options options) {
        if (exists()) {
            claim(options);
        } else {
            create();
        }
        jdbc.execute(
                "comment on schema %s is %s"
                        .formatted(Sql.name(schema), Sql.text(MARK + options.from())));
        flyway.migrate();
    }

    private boolean exists() {
        return Sql.isTrue(
                jdbc, "select exists (select from pg_namespace where nspname = ?)", schema);
    }

    private void create() {
        if (!mayCreateSchemas()) {
            throw new Refusal(mayNot("make schema " + schema));
        }
        jdbc.execute("create schema " + Sql.name(schema));
    }

    boolean mayCreateSchemas() {
        return Sql.isTrue(jdbc, "select has_database_privilege(current_database(), 'create')");
    }

    String mayNot(String what) {
        return Sql.texts(
                        jdbc,
                        "select format('role %I may not %s: as the owner of the database run:"
                                + " grant create on database %I to %I',"
                                + " current_user, ?::text, current_database(), current_user)",
                        what)
                .getFirst();
    }

    /** Ours is what a rebuild made, or nobody yet. */
    private void claim(Options options) {
        String mark =
                jdbc.queryForObject(
                        "select coalesce(obj_description(oid, 'pg_namespace'), '')"
                                + " from pg_namespace where nspname = ?",
                        String.class,
                        schema);
        boolean empty =
                Sql.isTrue(
                        jdbc,
                        "select not exists (select from pg_class c join pg_namespace n"
                                + " on n.oid = c.relnamespace where nspname = ?)",
                        schema);
        if (empty) {
            return;
        }
        if (mark == null || !mark.startsWith(MARK)) {
            throw new Refusal(
                    "schema %s exists and no rebuild made it: take another name with --schema"
                            .formatted(schema));
        }
        if (options.fresh()) {
            flyway.clean();
        } else if (!mark.equals(MARK + options.from())) {
            throw new Refusal(
                    "schema %s was begun by '%s': --fresh empties it".formatted(schema, mark));
        }
    }

    /** The versions that were applied to a schema, in order. */
    static List<String> migrations(JdbcTemplate jdbc, String schema) {
        return Sql.texts(
                jdbc,
                "select version from %s where success and version is not null order by version"
                        .formatted(Sql.name(schema, "flyway_schema_history")));
    }

    List<String> migrations() {
        return migrations(jdbc, schema);
    }

    /** Every partition begins at {@code from}. */
    void begin(String topicId, int generation, Map<Integer, Long> from) {
        inOne(
                () -> {
                    Progress progress = new Progress(jdbc);
                    from.forEach(
                            (partition, first) ->
                                    progress.begin(topicId, partition, from.size(), first));
                    jdbc.update("update generation set number = ?", generation);
                });
    }

    void inOne(Runnable work) {
        database.inOne(work);
    }

    /**
     * @throws Refusal if what was begun cannot go on
     */
    void confirm(String topicId, Map<Integer, Long> earliest) {
        List<String> topics = Sql.texts(jdbc, "select distinct topic_id from applied");
        if (!topics.equals(List.of(topicId))) {
            throw new Refusal("schema %s was begun with another topic: --fresh".formatted(schema));
        }
        if (generation().decision() != Rules.VERSION) {
            throw new Refusal("schema %s was begun with other rules: --fresh".formatted(schema));
        }
        reaches()
                .forEach(
                        (partition, reach) -> {
                            if (reach.next() < earliest.getOrDefault(partition, 0L)) {
                                throw new Refusal(
                                        ("the log moved on past where schema %s stopped"
                                                        + " (partition %d, offset %d): --fresh")
                                                .formatted(schema, partition, reach.next()));
                            }
                        });
    }

    Generation generation() {
        return Generation.of(jdbc, schema);
    }

    /** What the live tables know to be published is so. */
    void publishedAsIn(Live live) {
        jdbc.update(
                "update applied s set published = least(l.published, s.next) from %s l"
                                .formatted(Sql.name(live.schema(), "applied"))
                        + " where l.topic_id = s.topic_id and l.partition = s.partition");
    }

    void publishedAll() {
        jdbc.update("update applied set published = next");
    }

    /** What the group's offsets say, and nothing where they say nothing. */
    void published(Map<Integer, Long> committed) {
        committed.forEach(
                (partition, offset) ->
                        jdbc.update(
                                "update applied set published = least(next, greatest(published, ?))"
                                        + " where partition = ?",
                                offset,
                                partition));
    }

    /** By partition. */
    Map<Integer, Live.Reach> reaches() {
        return new Live(jdbc, schema).reaches();
    }

    /** The first offset not applied, by partition. */
    Map<Integer, Long> next() {
        Map<Integer, Long> next = new TreeMap<>();
        reaches().forEach((partition, reach) -> next.put(partition, reach.next()));
        return next;
    }

    String schema() {
        return schema;
    }
}
