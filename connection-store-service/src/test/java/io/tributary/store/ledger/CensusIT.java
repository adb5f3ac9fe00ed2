package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;
import io.tributary.store.ledger.Census.Member;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows that anyone may have edited. */
class CensusIT {

    private static JdbcTemplate jdbc;

    @BeforeAll
    static void migrate() {
        Login login = BackingServices.database(BackingServices.postgres()).connections();
        DriverManagerDataSource source =
                new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("connections")
                .locations("classpath:db/migration/connections")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(source);
    }

    private static void insert(UUID id, String key, String facts) {
        jdbc.update(
                "insert into connection (id, key, status, version, generation, read_number, up,"
                        + " nango_id, facts, environment, integration, connection_id)"
                        + " values (?, ?, 'active', 1, 1, 5, 1, 7, ?, 'dev', 'crm', 'c')",
                id,
                key,
                facts);
    }

    @Test
    void rowsThatAreNoStateAreNeitherMembersNorUnknown() {
        // given
        String facts =
                "{\"nangoId\":7,\"provider\":\"crm\",\"tags\":{},\"errors\":[],"
                        + "\"createdAt\":\"2026-09-01T08:00:00Z\"}";
        ConnectionKey well = new ConnectionKey("dev", "crm", "well");
        ConnectionKey edited = new ConnectionKey("dev", "crm", "edited");
        UUID keyless = new UUID(1, 1);
        insert(well.id(), well.encoded(), facts);
        insert(edited.id(), edited.encoded(), "{");
        insert(keyless, "no key", facts);
        Census census = new Census(jdbc);
        List<Member> members = new ArrayList<>();

        // when
        census.members("dev", members::add);
        Known known = census.of(List.of(well.id(), edited.id(), keyless));

        // then
        assertThat(members).extracting(Member::key).containsExactly(well);
        assertThat(known.states()).containsOnlyKeys(well.id());
        assertThat(known.unreadable()).containsOnlyKeys(edited.id(), keyless);
    }
}
