package io.tributary.backing.docker;

import io.tributary.backing.Kafka;
import io.tributary.backing.Ports;
import io.tributary.backing.SingleBroker;
import io.tributary.backing.ready.KafkaProbe;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import java.util.Locale;

/**
 * The image's own start with settings from the environment. Testcontainers' Kafka container writes
 * its start script after it has learnt the port, which a container that is started again does not
 * go through.
 */
public final class DockerKafka implements Kafka {
    /** The image that is run. */
    public static final String IMAGE = "apache/kafka:4.2.1";

    private static final int INSIDE = 9092;
    private static final String LISTENERS =
            "PLAINTEXT://0.0.0.0:9092,INTERNAL://127.0.0.1:9094,CONTROLLER://127.0.0.1:9093";
    private static final String PROTOCOLS =
            "PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT";

    private final int port;
    private final Container container;

    private DockerKafka(int port) {
        this.port = port;
        this.container =
                Container.start(
                        "Kafka",
                        configured(port),
                        port,
                        INSIDE,
                        () -> KafkaProbe.answers("127.0.0.1:" + port));
    }

    /** Starts a container and returns once a client can list topics. */
    public static DockerKafka start() {
        return new DockerKafka(Ports.free());
    }

    private static GenericContainer<?> configured(int port) {
        var container = new GenericContainer<>(DockerImageName.parse(IMAGE));
        SingleBroker.PROPERTIES.forEach((key, value) -> container.withEnv(variable(key), value));
        // The broker is a client of itself for transactions, and the host's port is not its own.
        return container
                .withEnv("KAFKA_LISTENERS", LISTENERS)
                .withEnv(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "PLAINTEXT://127.0.0.1:" + port + ",INTERNAL://127.0.0.1:9094")
                .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", PROTOCOLS)
                .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:9093")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
                .withExposedPorts(INSIDE)
                .waitingFor(Wait.forListeningPorts(INSIDE));
    }

    private static String variable(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
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
