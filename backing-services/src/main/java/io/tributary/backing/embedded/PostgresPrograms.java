package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.PostgresSettings;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How initdb and the server are called for one directory. */
record PostgresPrograms(PostgresBinaries binaries, PostgresSettings settings) {
    private static final int LOG_LINES = 30;

    Path cluster() {
        return cluster(settings.directory());
    }

    static Path cluster(Path directory) {
        return directory.toAbsolutePath().resolve("cluster");
    }

    Path log() {
        return settings.directory().toAbsolutePath().resolve("postgres.log");
    }

    /** Makes the cluster if there is none; an attempt that was cut short leaves none behind. */
    void initialise() throws IOException {
        if (Files.exists(cluster())) {
            return;
        }
        Path fresh = cluster().resolveSibling("cluster.new");
        Trees.delete(fresh);
        Path password = settings.directory().toAbsolutePath().resolve("initdb.password");
        Files.deleteIfExists(password);
        Files.createFile(
                password,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, settings.superuserPassword());
        // It never outlives this JVM: a half-made cluster is of no use to the next run.
        ChildProcess initdb =
                start(
                        "initdb",
                        true,
                        List.of(
                                binaries.program("initdb"),
                                "--pgdata=" + fresh,
                                "--username=postgres",
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-instructions",
                                settings.fsync() ? "--sync-method=fsync" : "--no-sync"));
        int answer = initdb.ended().join();
        Files.deleteIfExists(password);
        if (answer != 0) {
            throw new BackingServiceException(
                    "PostgreSQL's initdb failed; the end of its log:\n"
                            + initdb.endOfLog(LOG_LINES));
        }
        Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    ChildProcess server() {
        return start(
                "PostgreSQL",
                settings.endWithParent(),
                List.of(
                        binaries.program("postgres"),
                        "-D",
                        cluster().toString(),
                        "-c",
                        "port=" + settings.port(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "fsync=" + (settings.fsync() ? "on" : "off")));
    }

    private ChildProcess start(String name, boolean endWithParent, List<String> command) {
        return ChildProcess.start(
                new ChildCommand(
                        name,
                        notAsRoot(command),
                        Map.of("LC_ALL", "C", "TZ", "UTC"),
                        settings.directory().toAbsolutePath(),
                        log(),
                        ChildCommand.StopSignal.INT,
                        endWithParent));
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace without a mapping the same process has
     * another id in its own eyes, still owns its files, and has no rights beyond them.
     */
    private static List<String> notAsRoot(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var whole = new ArrayList<>(List.of("unshare", "-U"));
        whole.addAll(command);
        return whole;
    }
}
