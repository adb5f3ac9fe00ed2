package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Postgres;
import io.tributary.backing.TributaryDatabase;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.rebuild.RebuildCommand;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A broker, a database and a Nango of its own, and the service started on them. */
final class Stage implements AutoCloseable {

    static final String ENVIRONMENT = "dev";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Kafka kafka = BackingServices.freshKafka();
    final TributaryDatabase database;
    final FakeNango nango = new FakeNango();
    final Tokens tokens = new Tokens();
    final JdbcTemplate jdbc;
    final Admin admin =
            Admin.create(
                    Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    Stage() {
        this(BackingServices.postgres());
    }

    Stage(Postgres postgres) {
        database = BackingServices.database(postgres);
        jdbc =
                new JdbcTemplate(
                        new DriverManagerDataSource(
                                database.connections().jdbcUrl(),
                                database.connections().user(),
                                database.connections().password()));
    }

    /** What the command said, and with which code it ended. */
    record Rebuilt(int exitCode, String out, String err) {
        /** The hash of a table, live and rebuilt. */
        List<String> hashes(String table) {
            List<String> lines = out.lines().toList();
            int at = 0;
            while (!lines.get(at).startsWith(table + " ")) {
                at++;
            }
            return List.of(last(lines.get(at)), last(lines.get(at + 1)));
        }

        private static String last(String line) {
            return line.substring(line.lastIndexOf(' ') + 1);
        }
    }

    /** Runs the command {@code rebuild} in this process. */
    Rebuilt rebuild(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                RebuildCommand.run(
                        new PrintWriter(out), new PrintWriter(err), rebuildArguments(arguments));
        return new Rebuilt(exitCode, out.toString(), err.toString());
    }

    List<String> rebuildArguments(String... arguments) {
        List<String> all = new ArrayList<>(defaults());
        all.addAll(List.of(arguments));
        return all;
    }

    /** The command {@code rebuild} in a JVM of its own, to be killed. */
    Process rebuildProcess(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rebuild"));
        all.addAll(rebuildArguments(arguments));
        return process(all);
    }

    /** The service in a JVM of its own, to be killed. */
    Process storeProcess(String... settings) {
        return process(arguments(List.of(settings)));
    }

    private static Process process(List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It does not live long.
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                StoreApplication.class.getName()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started once for all tests that break nothing; it ends with the JVM. */
    static final class Shared {
        static final Stage STAGE = new Stage();
        static final ConfigurableApplicationContext SERVICE = STAGE.start();

        private Shared() {}
    }

    ConfigurableApplicationContext start(Class<?>... more) {
        return start(List.of(), more);
    }

    ConfigurableApplicationContext start(List<String> settings, Class<?>... more) {
        return new SpringApplicationBuilder(StoreApplication.class)
                .sources(more)
                .run(arguments(settings).toArray(String[]::new));
    }

    private List<String> arguments(List<String> settings) {
        List<String> arguments = new ArrayList<>(defaults());
        settings.forEach(
                setting ->
                        arguments.removeIf(
                                one -> one.startsWith(setting.substring(0, setting.indexOf('=')))));
        arguments.addAll(settings);
        return arguments;
    }

    private List<String> defaults() {
        return List.of(
                "--spring.main.allow-bean-definition-overriding=true",
                "--server.port=0",
                "--management.server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.address=127.0.0.1",
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.datasource.url=" + database.connections().jdbcUrl(),
                "--spring.datasource.username=" + database.connections().user(),
                "--spring.datasource.password=" + database.connections().password(),
                "--spring.security.oauth2.resourceserver.jwt.public-key-location="
                        + tokens.publicKey(),
                "--tributary.callers.issuer=" + Tokens.ISSUER,
                "--tributary.instance=stage",
                "--tributary.topics.partitions=3",
                "--tributary.topics.replication-factor=1",
                "--tributary.environments.dev.nango.base-url=" + nango.baseUrl(),
                "--tributary.environments.dev.nango.api-key=" + FakeNango.API_KEY,
                "--tributary.environments.dev.nango.calls-per-minute=6000",
                // Walks are started by the tests that are about them.
                "--tributary.environments.dev.nango.walk-interval=0s");
    }

    static String capture(String name) {
        try (InputStream file = Stage.class.getResourceAsStream("/captures/" + name + ".json")) {
            JsonNode capture = JsonMapper.shared().readTree(file);
            return new String(
                    Base64.getDecoder().decode(capture.get("body_base64").stringValue()), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConnectionKey key(String body) {
        JsonNode webhook = JsonMapper.shared().readTree(body);
        return new ConnectionKey(
                ENVIRONMENT,
                webhook.get("providerConfigKey").stringValue(),
                webhook.get("connectionId").stringValue());
    }

    static String body(String operation, boolean success, ConnectionKey key) {
        String error =
                success
                        ? ""
                        : ",\"error\":{\"type\":\"refresh_token_external_error\",\"description\":\"x\"}";
        return """
        {"authMode":"OAUTH2","connectionId":"%s"%s,"environment":"dev","from":"nango",\
        "operation":"%s","provider":"p","providerConfigKey":"%s","success":%s,"tags":{},\
        "type":"auth"}\
        """
                .formatted(key.connectionId(), error, operation, key.integration(), success);
    }

    RecordMetadata deliver(String body) {
        JsonNode webhook = JsonMapper.shared().readTree(body);
        return deliver(
                key(body).encoded(),
                EventType.AUTH_PREFIX + webhook.get("operation").stringValue(),
                body.getBytes(UTF_8));
    }

    RecordMetadata deliver(String key, String type, byte[] value) {
        return send(record(key, type, value));
    }

    private static ProducerRecord<byte[], byte[]> record(String key, String type, byte[] value) {
        CloudEvent event =
                new CloudEvent(
                        UUID.randomUUID().toString(),
                        "/tributary/ingress/dev",
                        type,
                        key,
                        Instant.parse("2026-09-01T08:00:01Z"),
                        null,
                        "application/json",
                        Map.of(),
                        value);
        return KafkaCloudEvents.toRecord(Topics.INBOX.name(), key, event);
    }

    /** One creation after the other, without waiting for each. */
    void deliverCreations(Collection<ConnectionKey> keys) {
        for (ConnectionKey key : keys) {
            producer.send(
                    record(
                            key.encoded(),
                            EventType.AUTH_PREFIX + "creation",
                            body("creation", true, key).getBytes(UTF_8)));
        }
        producer.flush();
    }

    /** Without waiting for each. */
    void deliverAll(Collection<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(producer::send);
        producer.flush();
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on a topic that a reader of committed records sees now. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream()
                    .anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /** The changes of one connection, in order. */
    List<CloudEvent> changes(ConnectionKey key) {
        return events(Topics.CONNECTIONS.name(), key);
    }

    List<CloudEvent> events(String topic, ConnectionKey key) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .filter(record -> Arrays.equals(record.key(), key.encoded().getBytes(UTF_8)))
                .map(KafkaCloudEvents::fromRecord)
                .toList();
    }

    List<String> changeTypes(ConnectionKey key) {
        return changes(key).stream()
                .map(event -> event.type().substring("nango.connection.".length()))
                .toList();
    }

    String status(ConnectionKey key) {
        return jdbc
                .queryForList("select status from connection where id = ?", String.class, key.id())
                .stream()
                .findFirst()
                .orElse("unknown");
    }

    String question(ConnectionKey key) {
        return jdbc.queryForObject(
                "select coalesce(max(question), 'none') from connection where id = ?",
                String.class,
                key.id());
    }

    /** Known to Nango, and claimed. */
    ConnectionKey created(String connectionId, long nangoId) {
        nango.connections.put(connectionId, new FakeNango.Known(nangoId, "crm"));
        ConnectionKey key = new ConnectionKey(ENVIRONMENT, "crm", connectionId);
        deliver(body("creation", true, key));
        return key;
    }

    /** Nothing is asked, answered or applied any more, and all of it is committed. */
    void settled() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> {
                            assertThat(
                                            jdbc.queryForObject(
                                                    "select count(*) from question where due <"
                                                            + " now() + interval '30 s'",
                                                    Integer.class))
                                    .isZero();
                            Map<Integer, Long> next = new HashMap<>();
                            jdbc.query(
                                    "select partition, next from applied",
                                    row -> {
                                        next.put(row.getInt(1), row.getLong(2));
                                    });
                            assertThat(next).isEqualTo(end(Topics.INBOX.name()));
                            committed()
                                    .forEach(
                                            (partition, offset) ->
                                                    assertThat(offset.offset())
                                                            .isEqualTo(
                                                                    next.get(
                                                                            partition
                                                                                    .partition())));
                        });
    }

    /** One past the last offset of each partition. */
    Map<Integer, Long> end(String topic) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        try {
            Map<Integer, Long> end = new HashMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, one) -> end.put(partition.partition(), one.offset()));
            return end;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A transaction of somebody else's that has done this, and is not over. */
    Connection held(String statement, Object... values) throws SQLException {
        Connection held = jdbc.getDataSource().getConnection();
        held.setAutoCommit(false);
        try (PreparedStatement prepared = held.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.execute();
        }
        return held;
    }

    /** Until a statement that begins so waits for a lock. */
    void waits(String statement) {
        await("'" + statement + "' waits for a lock")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                jdbc.queryForObject(
                                        "select exists (select from pg_stat_activity"
                                                + " where datname = current_database()"
                                                + " and wait_event_type = 'Lock'"
                                                + " and starts_with(query, ?))",
                                        Boolean.class,
                                        statement));
    }

    Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return admin.listConsumerGroupOffsets("connection-store")
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        nango.close();
        kafka.close();
    }
}
