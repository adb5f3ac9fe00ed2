package io.tributary.backing;

import java.nio.file.Path;

/**
 * How an embedded PostgreSQL runs.
 *
 * @param directory where its cluster and output live; made if missing
 * @param port on 127.0.0.1
 * @param superuserPassword of {@code postgres}; must stay the same for an existing directory
 * @param fsync whether a commit survives the loss of the machine; the loss of processes it survives
 *     either way
 * @param endWithParent whether the server is ended when this JVM is gone, even by SIGKILL
 */
public record PostgresSettings(
        Path directory, int port, String superuserPassword, boolean fsync, boolean endWithParent) {
    public PostgresSettings {
        if (superuserPassword.isBlank()) {
            throw new IllegalArgumentException("superuserPassword must not be blank");
        }
    }

    /** A free port, no fsync, ended with this JVM. */
    public static PostgresSettings ephemeral(Path directory) {
        return new PostgresSettings(directory, Ports.free(), "superuser", false, true);
    }

    @Override
    public String toString() {
        return "PostgresSettings[directory=%s, port=%d, superuserPassword=***, fsync=%s]"
                .formatted(directory, port, fsync);
    }
}
