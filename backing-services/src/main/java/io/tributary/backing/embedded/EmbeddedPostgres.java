package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.Login;
import io.tributary.backing.Ports;
import io.tributary.backing.Postgres;
import io.tributary.backing.PostgresSettings;
import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.ready.PostgresProbe;
import io.tributary.backing.ready.Readiness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL's own server as a child process, from Maven artifacts. */
public final class EmbeddedPostgres implements Postgres {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);

    private final PostgresSettings settings;
    private final PostgresPrograms programs;
    private ChildProcess server;

    private EmbeddedPostgres(PostgresSettings settings, PostgresPrograms programs) {
        this.settings = settings;
        this.programs = programs;
        this.server = launch();
    }

    /**
     * Starts a server on its directory, making the cluster at the first time, and returns once it
     * answers a query.
     *
     * @throws BackingServiceException when the port is taken, an earlier server on this directory
     *     cannot be ended, or the server does not come up; carries the end of its log
     */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        EmbeddedPostgres postgres = launched(settings);
        postgres.awaitReady();
        return postgres;
    }

    /** Starts a server as {@link #start} does, and returns without waiting for it. */
    public static EmbeddedPostgres launched(PostgresSettings settings) {
        var programs = new PostgresPrograms(PostgresBinaries.unpacked(), settings);
        return new EmbeddedPostgres(settings, programs);
    }

    /**
     * Ends a server that an earlier run left on this directory.
     *
     * @return whether there was one
     */
    public static boolean endLeftover(Path directory) {
        try {
            return PostgresLeftover.end(PostgresPrograms.cluster(directory));
        } catch (IOException e) {
            throw new BackingServiceException("A PostgreSQL of an earlier run cannot be ended", e);
        }
    }

    /** Whether it answers a query now. */
    public boolean answers() {
        return PostgresProbe.answers(this);
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public Login superuser(String database) {
        return login(database, "postgres", settings.superuserPassword());
    }

    @Override
    public synchronized void stop() {
        server.stop(STOP_PATIENCE);
    }

    @Override
    public synchronized void kill() {
        server.kill();
    }

    @Override
    public synchronized void restart() {
        server.stop(STOP_PATIENCE);
        server = launch();
        awaitReady();
    }

    @Override
    public void freeze() {
        server.freeze();
    }

    @Override
    public void thaw() {
        server.thaw();
    }

    @Override
    public boolean running() {
        return server.alive();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    /** The process, for those who watch over it. */
    public ChildProcess process() {
        return server;
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess launch() {
        try {
            Files.createDirectories(settings.directory());
            endLeftover(settings.directory());
            if (!Ports.isFree(settings.port())) {
                throw new BackingServiceException(
                        "PostgreSQL cannot listen on 127.0.0.1:%d: another program does, and it is not"
                                        .formatted(settings.port())
                                + " taken for ours");
            }
            programs.initialise();
            return programs.server();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare PostgreSQL's directory", e);
        }
    }

    private void awaitReady() {
        Readiness.await(new StartingChild(server, this::answers), START_PATIENCE);
    }
}
