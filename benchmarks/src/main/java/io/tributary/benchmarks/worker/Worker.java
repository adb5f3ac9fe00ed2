package io.tributary.benchmarks.worker;

import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.backing.Ports;
import io.tributary.benchmarks.service.Service;
import io.tributary.benchmarks.service.Service.Order;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.service.Simulator;
import io.tributary.benchmarks.service.Token;
import io.tributary.events.Cause;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The worker as a process, told of connections as the store would. */
final class Worker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Service service;
    private final URI api;
    private final Kafka kafka;
    private final Login database;

    private Worker(Service service, URI api, Kafka kafka, Login database) {
        this.service = service;
        this.api = api;
        this.kafka = kafka;
        this.database = database;
    }

    /** Returns once it is ready and consumes. */
    static Worker start(
            Setting setting, Kafka kafka, Login database, Simulator simulator, int pageSize)
            throws Exception {
        Map<String, String> environment = setting.environment(kafka, database);
        environment.put("TRIBUTARY_ENVIRONMENTS_DEV_NANGO_API_KEY", Simulator.API_KEY);
        int port = Ports.free();
        String definition = "--tributary.worker.definitions[0].";
        Service service =
                Service.start(
                        setting,
                        new Order(
                                "sync-worker",
                                "sync-worker",
                                List.of(
                                        "--server.port=" + port,
                                        "--tributary.topics.replication-factor=1",
                                        "--tributary.environments.dev.nango.base-url="
                                                + simulator.base(),
                                        "--tributary.worker.nango.calls-per-minute=10000000",
                                        definition + "name=contacts",
                                        definition + "integrations[0]=" + Simulator.INTEGRATION,
                                        definition + "model=Contact",
                                        definition + "endpoint.path=/v1/contacts",
                                        definition + "paging.kind=link-header",
                                        definition + "paging.page-size-parameter=per_page",
                                        definition + "paging.page-size=" + pageSize),
                                environment));
        return new Worker(
                service.awaitReady(),
                URI.create("http://127.0.0.1:" + port + "/api/syncs"),
                kafka,
                database);
    }

    long pid() {
        return service.pid();
    }

    /**
     * Has a connection's records pulled.
     *
     * @param records how many there are
     * @return records per second, from the run's start to its end by the database's clock
     * @throws IllegalStateException if it does not pull all of them
     */
    double pull(ConnectionKey connection, int records) throws Exception {
        tell(connection);
        return awaitEnd(connection, records);
    }

    /** The same, of a connection that the worker was told of. */
    double awaitEnd(ConnectionKey connection, int records) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            service.check();
            double seconds = finished(connection, records);
            if (seconds > 0) {
                return records / seconds;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the run of " + connection + " does not end");
            }
            Thread.sleep(50);
        }
    }

    void tell(ConnectionKey key) throws Exception {
        Instant now = Instant.now();
        Connection connection =
                new Connection(
                        key.id(),
                        key.environment(),
                        key.integration(),
                        key.connectionId(),
                        Simulator.INTEGRATION,
                        ConnectionStatus.ACTIVE,
                        null,
                        Map.of(),
                        null,
                        now,
                        now);
        Cause cause = new Cause(Topics.INBOX.name(), 0, 0, key.encoded(), 0);
        ConnectionChange created =
                new ConnectionChange(ConnectionChange.Kind.CREATED, connection, 1, 1, 1, 1, cause);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            KafkaCloudEvents.toRecord(
                                    Topics.CONNECTIONS.name(),
                                    key.encoded(),
                                    EventCodec.event(created, now)))
                    .get();
        }
    }

    /** How many records of a connection are pulled so far, as the API tells. */
    long progress(ConnectionKey connection) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    http.send(
                            HttpRequest.newBuilder(api)
                                    .header("Authorization", "Bearer " + Token.issue())
                                    .build(),
                            BodyHandlers.ofByteArray());
            for (JsonNode sync : JsonMapper.shared().readTree(answer.body()).path("syncs")) {
                if (sync.path("connectionId").asString().equals(connection.connectionId())) {
                    return sync.path("records").asLong();
                }
            }
            return 0;
        }
    }

    LiveObjects liveObjects() throws Exception {
        return LiveObjects.of(service.histogram());
    }

    /** Seconds that the run took; 0 while it is under way. */
    private double finished(ConnectionKey key, int records) throws SQLException {
        try (java.sql.Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select status, records,"
                                        + " extract(epoch from finished_at - started_at)"
                                        + " from sync.run where connection = ?")) {
            query.setString(1, key.encoded());
            try (ResultSet run = query.executeQuery()) {
                if (!run.next() || run.getString(1).equals("running")) {
                    return 0;
                }
                if (!run.getString(1).equals("completed") || run.getLong(2) != records) {
                    throw new IllegalStateException(
                            "the run ended %s with %d of %d records"
                                    .formatted(run.getString(1), run.getLong(2), records));
                }
                return run.getDouble(3);
            }
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
