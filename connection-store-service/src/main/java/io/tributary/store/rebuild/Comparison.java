package io.tributary.store.rebuild;

import static java.util.Objects.requireNonNull;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.stream.Collectors;

/** Both schemas row by row, by the database itself. */
final class Comparison {

    private static final int SHOWN = 20;

    private final JdbcTemplate jdbc;
    private final String live;
    private final String rebuilt;

    Comparison(JdbcTemplate jdbc, String live, String rebuilt) {
        this.jdbc = jdbc;
        this.live = live;
        this.rebuilt = rebuilt;
    }

    /** Within the transaction that both are seen in as of one point. */
    List<Difference> compare() {
        return Table.COMPARED.stream().map(this::compare).toList();
    }

    Difference.Content content(Table table, String schema) {
        String columns = Sql.columns("t", table.columns(jdbc, schema));
        return requireNonNull(
                jdbc.queryForObject(
                        """
                        select count(*), md5(concat_ws(':', count(*),
                            sum(('x' || left(h, 16))::bit(64)::bigint),
                            sum(('x' || right(h, 16))::bit(64)::bigint)))
                        from (select md5(row(%s)::text) as h from %s t) hashed
                        """
                                .formatted(columns, Sql.name(schema, table.name())),
                        (row, _) -> new Difference.Content(row.getLong(1), row.getString(2))));
    }

    private Difference compare(Table table) {
        List<String> columns = table.columns(jdbc, live);
        String joined = joined(table, columns);
        return requireNonNull(
                jdbc.queryForObject(
                        "select count(*) filter (where r.there is null),"
                                + " count(*) filter (where l.there is null),"
                                + " count(*) filter (where l.there and r.there)"
                                + joined,
                        (row, _) ->
                                new Difference(
                                        table.name(),
                                        content(table, live),
                                        content(table, rebuilt),
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        first(table, columns, joined))));
    }

    private String joined(Table table, List<String> columns) {
        String same =
                table.key().stream()
                        .map(key -> "l.%1$s = r.%1$s".formatted(Sql.name(key)))
                        .collect(Collectors.joining(" and "));
        return """

        from (select true as there, * from %s) l
        full join (select true as there, * from %s) r on %s
        where l.there is null or r.there is null or row(%s) is distinct from row(%s)
        """
                .formatted(
                        Sql.name(live, table.name()),
                        Sql.name(rebuilt, table.name()),
                        same,
                        Sql.columns("l", columns),
                        Sql.columns("r", columns));
    }

    private List<String> first(Table table, List<String> columns, String joined) {
        String differing =
                columns.stream()
                        .map(
                                column ->
                                        "case when l.%1$s is distinct from r.%1$s then %2$s end"
                                                .formatted(Sql.name(column), Sql.text(column)))
                        .collect(Collectors.joining(", "));
        List<String> named =
                java.util.stream.Stream.concat(table.key().stream(), table.shown().stream())
                        .toList();
        String names =
                named.stream()
                        .map(
                                column ->
                                        "%2$s || coalesce(l.%1$s, r.%1$s)::text"
                                                .formatted(
                                                        Sql.name(column), Sql.text(column + "=")))
                        .collect(Collectors.joining(", "));
        String order =
                table.key().stream()
                        .map(key -> "coalesce(l.%1$s, r.%1$s)".formatted(Sql.name(key)))
                        .collect(Collectors.joining(", "));
        return Sql.texts(
                jdbc,
                "select concat_ws(' ', "
                        + names
                        + ") || ': ' || case when r.there is null then 'only live'"
                        + " when l.there is null then 'only rebuilt'"
                        + " else 'differs in ' || concat_ws(', ', "
                        + differing
                        + ") end"
                        + joined
                        + " order by "
                        + order
                        + " limit "
                        + SHOWN);
    }
}
