package io.tributary.worker.stand;

import io.tributary.backing.BackingServices;
import io.tributary.backing.TributaryDatabase;
import io.tributary.events.Cause;
import io.tributary.events.CloudEvent;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.kafka.TopicLayout;
import io.tributary.kafka.TopicProvisioner;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** One Kafka, one database and one Nango for all tests of this JVM; connections are each test's. */
public final class Stand {

    public static final String ENVIRONMENT = "dev";
    public static final String INTEGRATION = "demo-crm";

    public static final FakeNango NANGO = new FakeNango();
    public static final TributaryDatabase DATABASE = BackingServices.database();

    static final TopicLayout LAYOUT = new TopicLayout(3, (short) 1);

    static {
        // By the time that a store tells of changes it has made their topic.
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicProvisioner(admin, LAYOUT).createOrVerify(List.of(Topics.CONNECTIONS));
        }
    }

    private static final KafkaProducer<byte[], byte[]> PRODUCER =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    private Stand() {}

    /** Makes what all stands on, before a test takes a server away. */
    public static void open() {
        // The class is initialised by now.
    }

    public static String bootstrapServers() {
        return BackingServices.kafka().bootstrapServers();
    }

    /** As superuser, so that a test can break what the worker cannot. */
    public static JdbcClient sql() {
        var login = DATABASE.superuser();
        return JdbcClient.create(
                new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password()));
    }

    public static ConnectionKey aConnection() {
        return new ConnectionKey(ENVIRONMENT, INTEGRATION, "user/" + UUID.randomUUID());
    }

    /** A change as the store writes it; the cause is a new one each time. */
    public static ConnectionChange change(
            ConnectionKey key, ConnectionChange.Kind kind, long version) {
        return change(key, kind, version, 77);
    }

    /**
     * @param nangoId another number is another connection under the same key
     */
    public static ConnectionChange change(
            ConnectionKey key, ConnectionChange.Kind kind, long version, long nangoId) {
        ConnectionStatus status =
                switch (kind) {
                    case BROKEN -> ConnectionStatus.BROKEN;
                    case DELETED -> ConnectionStatus.DELETED;
                    case CREATED, REAUTHORIZED, RECOVERED, UPDATED -> ConnectionStatus.ACTIVE;
                };
        Instant now = Instant.now();
        return new ConnectionChange(
                kind,
                new Connection(
                        key.id(),
                        key.environment(),
                        key.integration(),
                        key.connectionId(),
                        "demo",
                        status,
                        null,
                        Map.of(),
                        null,
                        now,
                        now),
                version,
                0,
                nangoId,
                1,
                new Cause("nango.inbox", 0, version, UUID.randomUUID().toString(), 0));
    }

    public static void publish(ConnectionChange change) {
        CloudEvent event = EventCodec.event(change, Instant.now());
        publish(
                KafkaCloudEvents.toRecord(
                        Topics.CONNECTIONS.name(), change.connection().key().encoded(), event));
    }

    public static void publish(ProducerRecord<byte[], byte[]> record) {
        try {
            PRODUCER.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
