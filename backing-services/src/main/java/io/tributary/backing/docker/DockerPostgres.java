package io.tributary.backing.docker;

import io.tributary.backing.Login;
import io.tributary.backing.Ports;
import io.tributary.backing.Postgres;
import io.tributary.backing.ready.PostgresProbe;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL's public image. */
public final class DockerPostgres implements Postgres {
    /** The image that is run. */
    public static final String IMAGE = "postgres:18";

    private static final String PASSWORD = "superuser";

    private final int port;
    private final Container container;

    private DockerPostgres(int port) {
        this.port = port;
        var image =
                new PostgreSQLContainer(DockerImageName.parse(IMAGE))
                        .withUsername("postgres")
                        .withPassword(PASSWORD)
                        .withDatabaseName("postgres")
                        .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        this.container =
                Container.start(
                        "PostgreSQL",
                        image,
                        port,
                        PostgreSQLContainer.POSTGRESQL_PORT,
                        () -> PostgresProbe.answers(this));
    }

    /** Starts a container and returns once it answers a query. */
    public static DockerPostgres start() {
        return new DockerPostgres(Ports.free());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Login superuser(String database) {
        return login(database, "postgres", PASSWORD);
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.kill();
    }

    @Override
    public void restart() {
        container.restart();
    }

    @Override
    public void freeze() {
        container.freeze();
    }

    @Override
    public void thaw() {
        container.thaw();
    }

    @Override
    public boolean running() {
        return container.alive();
    }

    @Override
    public long pid() {
        return container.pid();
    }

    @Override
    public void close() {
        container.remove();
    }
}
