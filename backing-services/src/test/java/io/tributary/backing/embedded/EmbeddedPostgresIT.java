package io.tributary.backing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.PostgresSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a PostgreSQL of an earlier run, or of somebody else, meets. */
class EmbeddedPostgresIT {
    @TempDir Path folder;
    PostgresSettings settings;
    EmbeddedPostgres postgres;

    @BeforeEach
    void settings() {
        settings = PostgresSettings.ephemeral(folder);
    }

    @AfterEach
    void end() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void endsTheServerOfAnEarlierRunOnTheSameDirectory() throws SQLException {
        EmbeddedPostgres earlier = EmbeddedPostgres.start(settings);

        postgres = EmbeddedPostgres.start(settings);

        assertThat(earlier.running()).isFalse();
        assertThat(postgres.running()).isTrue();
        try (Connection connection = postgres.superuser("postgres").connect()) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @Test
    void endsAFrozenServerOfAnEarlierRun() {
        EmbeddedPostgres earlier = EmbeddedPostgres.start(settings);
        earlier.freeze();

        postgres = EmbeddedPostgres.start(settings);

        assertThat(earlier.running()).isFalse();
    }

    @Test
    void startsOverALockFileWhoseProcessIdIsSomebodyElses() throws Exception {
        EmbeddedPostgres.start(settings).close();
        long other = ProcessHandle.current().pid();
        List<String> lock =
                List.of(
                        "" + other,
                        folder.resolve("cluster").toString(),
                        "1700000000",
                        "1",
                        "",
                        "");
        Files.write(folder.resolve("cluster/postmaster.pid"), lock);

        postgres = EmbeddedPostgres.start(settings);

        assertThat(postgres.running()).isTrue();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void refusesAPortThatAnswersInsteadOfAdoptingIt() throws Exception {
        var address = InetAddress.ofLiteral("127.0.0.1");
        try (var _ = new ServerSocket(settings.port(), 1, address)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(BackingServiceException.class)
                    .hasMessageContaining("127.0.0.1:" + settings.port())
                    .hasMessageContaining("another program");
        }
    }

    @Test
    void tellsTheEndOfTheLogWhenItDoesNotComeUp() throws Exception {
        EmbeddedPostgres.start(settings).close();
        Files.writeString(folder.resolve("cluster/postgresql.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                .isInstanceOf(BackingServiceException.class)
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void leavesNoPasswordBehindAndKeepsTheClusterPrivate() throws Exception {
        postgres = EmbeddedPostgres.start(settings);

        assertThat(folder.resolve("initdb.password")).doesNotExist();
        var permissions = Files.getPosixFilePermissions(folder.resolve("cluster"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rwx------");
    }
}
