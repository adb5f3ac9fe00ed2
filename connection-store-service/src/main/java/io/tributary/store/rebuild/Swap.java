package io.tributary.store.rebuild;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Puts the derived schema in the live one's place, within one transaction. Stores may run: they
 * wait for the lock, find the new tables under the old names, and go on.
 */
final class Swap {

    /** A store gives up on a lock after 20 s; by then this one has. */
    private static final String LOCK_TIMEOUT = "15s";

    /** More than was asked while nobody looked. */
    private static final int READS_APART = 1_000;

    private static final List<String> DERIVED =
            List.of(
                    "applied",
                    "connection",
                    "history",
                    "parked",
                    "question",
                    "generation",
                    "flyway_schema_history");

    /** On another topic their offsets are those of other inputs. */
    private static final List<String> BY_OFFSET = List.of("redrive", "parked_copy");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final JdbcTemplate jdbc;
    private final String live;
    private final String shadow;
    private final Clock clock;

    Swap(JdbcTemplate jdbc, String live, String shadow, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.shadow = shadow;
        this.clock = clock;
    }

    /**
     * Before any work is done.
     *
     * @throws Refusal if the role may not rename the schemas
     */
    void confirmAllowed(Shadow target) {
        if (!target.mayCreateSchemas()) {
            throw new Refusal(target.mayNot("rename schemas"));
        }
        // Whatever this makes belongs to this role: another one's would lock the stores out.
        Sql.texts(
                        jdbc,
                        "select format('schema %I belongs to %I, and so must what replaces it: run"
                                + " this with spring.datasource.username=%s, not as %I', nspname,"
                                + " pg_get_userbyid(nspowner), pg_get_userbyid(nspowner),"
                                + " current_user) from pg_namespace where nspname = ?"
                                + " and nspowner <> (select oid from pg_roles"
                                + " where rolname = current_user)",
                        live)
                .forEach(
                        found -> {
                            throw new Refusal(found);
                        });
        Sql.texts(
                        jdbc,
                        "select nspname || ' belongs to ' || pg_get_userbyid(nspowner)"
                                + " from pg_namespace where nspname = any(?)"
                                + " and not pg_has_role(nspowner, 'usage')",
                        (Object) new String[] {live, shadow})
                .forEach(
                        found -> {
                            throw new Refusal("only its owner may rename it: schema " + found);
                        });
    }

    /** From here on no store writes, and none is in the middle of it. */
    void lock() {
        jdbc.execute("set local lock_timeout to '" + LOCK_TIMEOUT + "'");
        // Each batch takes applied first: whoever waits for it holds nothing else. Whoever asks
        // takes question, then connection.
        List<String> tables =
                Sql.texts(
                        jdbc,
                        "select relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                                + " where nspname = ? and relkind = 'r'"
                                + " and relname <> 'flyway_schema_history'"
                                + " order by relname <> 'applied', relname <> 'question', relname",
                        live);
        tables.forEach(
                table ->
                        jdbc.execute(
                                "lock table "
                                        + Sql.name(live, table)
                                        + " in access exclusive mode"));
    }

    /**
     * What no log gives: open questions' times, what others keep, and who may read.
     *
     * @param sameTopic whether both count by offsets of the same inbox
     */
    void carryOver(boolean sameTopic) {
        jdbc.update(
                """
                update %s q set due = l.due, attempts = l.attempts, lease = l.lease,
                    leased_until = l.leased_until, opened = l.opened, raised_at = l.raised_at
                from %s l where l.connection = q.connection and l.raised = q.raised
                """
                        .formatted(Sql.name(shadow, "question"), Sql.name(live, "question")));
        Sql.texts(
                        jdbc,
                        "select relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                                + " where nspname = ? and relkind = 'r' and relname <> all(?)",
                        live,
                        DERIVED.toArray(String[]::new))
                .stream()
                .filter(table -> sameTopic || !BY_OFFSET.contains(table))
                .forEach(this::copy);
        Sql.texts(
                        jdbc,
                        "select sequencename from pg_sequences"
                                + " where schemaname = ? and last_value is not null",
                        live)
                .forEach(this::goOnCounting);
        grants().forEach(jdbc::execute);
    }

    private void copy(String table) {
        String into = Sql.name(shadow, table);
        jdbc.execute("delete from " + into);
        jdbc.execute(
                "insert into %s overriding system value select * from %s"
                        .formatted(into, Sql.name(live, table)));
    }

    private void goOnCounting(String sequence) {
        jdbc.execute(
                "select setval(%s, greatest((select last_value from %s), l.last_value + %d)) from %s l"
                        .formatted(
                                Sql.text(Sql.name(shadow, sequence)),
                                Sql.name(shadow, sequence),
                                READS_APART,
                                Sql.name(live, sequence)));
    }

    /** Above every number that the derived rows know: a lower answer would count as late. */
    void raiseReadNumber() {
        jdbc.execute(
                """
                select setval('read_number', greatest(
                    (select last_value from read_number),
                    (select max(greatest(read_number, miss)) + %d from connection)))
                """
                        .formatted(READS_APART));
    }

    private List<String> grants() {
        return Sql.texts(
                jdbc,
                """
                with granted as (
                    select 'schema ' || quote_ident(?) as what, privilege_type, grantee
                    from pg_namespace, aclexplode(nspacl)
                    where nspname = ? and grantee <> nspowner
                    union all
                    select case relkind when 'S' then 'sequence ' else 'table ' end
                        || quote_ident(?) || '.' || quote_ident(relname), privilege_type, grantee
                    from pg_class join pg_namespace n on n.oid = relnamespace, aclexplode(relacl)
                    where nspname = ? and grantee <> relowner and relkind in ('r', 'v', 'S'))
                select format('grant %s on %s to %s', privilege_type, what,
                    case grantee when 0 then 'public'
                        else quote_ident(pg_get_userbyid(grantee)) end)
                from granted
                """,
                shadow,
                live,
                shadow,
                live);
    }

    /**
     * @return the name under which the live tables are kept
     */
    String rename() {
        String before = live + "_before_" + STAMP.format(clock.instant());
        if (Sql.isTrue(jdbc, "select exists (select from pg_namespace where nspname = ?)", live)) {
            jdbc.execute(
                    "alter schema %s rename to %s".formatted(Sql.name(live), Sql.name(before)));
            jdbc.execute(
                    "comment on schema %s is 'what a rebuild replaced'"
                            .formatted(Sql.name(before)));
        }
        jdbc.execute("alter schema %s rename to %s".formatted(Sql.name(shadow), Sql.name(live)));
        jdbc.execute("comment on schema %s is null".formatted(Sql.name(live)));
        return before;
    }
}
