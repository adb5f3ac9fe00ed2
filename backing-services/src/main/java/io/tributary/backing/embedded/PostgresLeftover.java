package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server of an earlier run that still works on a cluster. It is never adopted: its settings,
 * parent and end are not ours. It is ended if it is certain that it is that server, by the lock
 * file's process id, start and data directory.
 */
record PostgresLeftover(Path lockFile, long pid, Instant written, Path cluster) {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresLeftover.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Leaves a cluster that no process works on.
     *
     * @return whether there was a server to end
     * @throws BackingServiceException when an earlier server cannot be ended
     */
    static boolean end(Path cluster) throws IOException {
        Path lockFile = cluster.resolve("postmaster.pid");
        if (Files.notExists(lockFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(lockFile);
        if (lines.size() < 3) {
            Files.delete(lockFile);
            return false;
        }
        return new PostgresLeftover(
                        lockFile,
                        Long.parseLong(lines.get(0).strip()),
                        Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                        Path.of(lines.get(1).strip()))
                .end();
    }

    private boolean end() throws IOException {
        Optional<ProcessHandle> server = ProcessHandle.of(pid).filter(this::isThatServer);
        if (server.isPresent()) {
            LOGGER.atWarn()
                    .addKeyValue("pid", pid)
                    .addKeyValue("cluster", cluster)
                    .log("ending a PostgreSQL that an earlier run left behind");
            endServer(server.get());
        }
        // The process id may by now be another program's, and then the server would refuse.
        Files.deleteIfExists(lockFile);
        return server.isPresent();
    }

    private boolean isThatServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command().filter(c -> c.endsWith("/postgres")).isPresent();
        boolean sameStart =
                info.startInstant()
                        .filter(
                                s ->
                                        Duration.between(s, written).abs().compareTo(CLOCKS_DIFFER)
                                                < 0)
                        .isPresent();
        return process.isAlive() && postgres && sameStart;
    }

    private void endServer(ProcessHandle server) {
        List<ProcessHandle> backends = server.descendants().toList();
        // SIGKILL: the server may be frozen, and what it had committed is in its log.
        server.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (ProcessHandle backend : backends) {
                backend.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new BackingServiceException(
                    "A PostgreSQL of an earlier run (pid %d) does not end: kill -9 %d and start again"
                            .formatted(pid, pid),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackingServiceException("Interrupted while ending an earlier PostgreSQL", e);
        }
    }
}
