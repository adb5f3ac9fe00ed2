package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Postgres;

import org.apache.kafka.common.utils.AppInfoParser;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * All that a figure depends on beside the code.
 *
 * @param commit of the tree that was built, with {@code -dirty} where it was changed since
 * @param quiet how it was on the machine before
 */
record Setup(
        Machine machine, String kafka, String postgres, String commit, Instant at, Quiet quiet) {

    /** Asks the machine, the servers and the tree; takes some seconds. */
    static Setup here(Path home) throws IOException, InterruptedException, SQLException {
        return new Setup(
                Machine.here(),
                AppInfoParser.getVersion(),
                askPostgres(),
                describe(home),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Quiet.look());
    }

    private static String askPostgres() throws SQLException {
        try (Postgres postgres = BackingServices.freshPostgres();
                Connection connection = postgres.superuser("postgres").connect();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("show server_version")) {
            version.next();
            return version.getString(1);
        }
    }

    private static String describe(Path home) throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String answer = new String(git.getInputStream().readAllBytes(), UTF_8).trim();
        return git.waitFor() == 0 ? answer : "unknown";
    }

    @Override
    public String toString() {
        return "%s%nKafka %s, PostgreSQL %s, commit %s, %s%nbefore: %s"
                .formatted(machine, kafka, postgres, commit, at, quiet);
    }
}
