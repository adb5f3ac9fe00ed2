package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.store.ledger.Columns.Type;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.List;
import java.util.UUID;

/** What goes in through arrays comes out as it was, by a real PostgreSQL. */
class ColumnsIT {

    private static final Columns COLUMNS =
            new Columns()
                    .with("id", Type.ID)
                    .with("text", Type.TEXT)
                    .with("number", Type.NUMBER)
                    .with("small", Type.SMALL)
                    .with("flag", Type.FLAG)
                    .with("bytes", Type.BYTES)
                    .with("texts", Type.TEXTS);
    private static final String INSERT = COLUMNS.insert("everything", "");
    private static final String UPSERT =
            COLUMNS.insert("everything", "on conflict (id) do update set " + COLUMNS.replaced());

    private static JdbcTemplate jdbc;

    @BeforeAll
    static void open() {
        Login login = BackingServices.database(BackingServices.postgres()).connections();
        jdbc =
                new JdbcTemplate(
                        new SingleConnectionDataSource(
                                login.jdbcUrl(), login.user(), login.password(), true));
        jdbc.execute(
                "create table everything (id uuid primary key, text text, number bigint,"
                        + " small integer, flag boolean, bytes bytea, texts text[])");
    }

    private static Object[] row(UUID id, String text, String... texts) {
        return new Object[] {
            id, text, Long.MIN_VALUE, Integer.MAX_VALUE, true, new byte[] {0, -1, 34, 92}, texts
        };
    }

    private static Object[] read(UUID id) {
        return jdbc.queryForObject(
                "select * from everything where id = ?",
                (row, _) ->
                        new Object[] {
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3),
                            row.getObject(4),
                            row.getObject(5),
                            row.getBytes(6),
                            row.getArray(7) == null ? null : row.getArray(7).getArray()
                        },
                id);
    }

    @Test
    void whateverTheyHoldTheyComeBack() {
        Object[] ordinary = row(UUID.randomUUID(), "text", "a:b", "c:d");
        Object[] odd =
                row(
                        UUID.randomUUID(),
                        "{\"a\",null} \\ 'quoted' \u2028 \uD83D\uDE00",
                        "",
                        "NULL",
                        "null",
                        "{a,b}",
                        "a\"b\\c'd",
                        " , ",
                        "\uD83D\uDE00\n\t");
        Object[] none = row(UUID.randomUUID(), "");
        Object[] nulls = {UUID.randomUUID(), null, null, null, null, null, null};

        COLUMNS.write(jdbc, INSERT, List.of(ordinary, odd, none, nulls));

        for (Object[] each : List.of(ordinary, odd, none, nulls)) {
            assertThat(read((UUID) each[0])).usingRecursiveComparison().isEqualTo(each);
        }
    }

    @Test
    void anUpsertReplacesAllButTheKeyAndAPlainInsertRefuses() {
        UUID id = UUID.randomUUID();
        COLUMNS.write(jdbc, UPSERT, List.<Object[]>of(row(id, "before", "x")));
        Object[] after = {id, "after", null, null, false, new byte[0], new String[] {"y"}};

        COLUMNS.write(jdbc, UPSERT, List.<Object[]>of(after));

        assertThat(read(id)).usingRecursiveComparison().isEqualTo(after);
        assertThatThrownBy(() -> COLUMNS.write(jdbc, INSERT, List.<Object[]>of(after)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void nothingIsNoStatement() {
        COLUMNS.write(jdbc, "no statement at all", List.of());
    }
}
