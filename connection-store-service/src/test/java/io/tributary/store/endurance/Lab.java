package io.tributary.store.endurance;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Ports;
import io.tributary.backing.Postgres;
import io.tributary.backing.TributaryDatabase;
import io.tributary.events.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A broker, a database and a Nango, all processes, and as many stores as a test wants. */
final class Lab implements AutoCloseable {

    static final String ENVIRONMENT = "dev";
    static final String GROUP = "connection-store";
    static final int PARTITIONS = 3;

    /** What take-over has to wait for; the shortest that a broker allows by default. */
    static final int SESSION_MILLIS = 6_000;

    private static @Nullable Lab shared;

    final String name;
    final Kafka kafka;
    final Postgres postgres;
    final TributaryDatabase database;
    final Nango nango;
    final JdbcTemplate jdbc;
    final Admin admin;
    final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, JavaProgram> stores = new ConcurrentHashMap<>();

    /**
     * @param nangoKeeps whether Nango may be stopped and started
     */
    Lab(String name, Kafka kafka, Postgres postgres, boolean nangoKeeps) {
        this.name = name;
        this.kafka = kafka;
        this.postgres = postgres;
        this.database = BackingServices.database(postgres);
        this.nango = new Nango(name, nangoKeeps);
        this.jdbc =
                new JdbcTemplate(
                        new DriverManagerDataSource(
                                database.connections().jdbcUrl(),
                                database.connections().user(),
                                database.connections().password()));
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()));
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                // What is written here must be there once, whatever is broken.
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                300_000,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                300_000L),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        nango.start();
    }

    /** For all that kill and double; ends with this JVM. */
    static synchronized Lab shared() {
        Lab lab = shared;
        if (lab == null) {
            lab = new Lab("kill", BackingServices.kafka(), BackingServices.postgres(), false);
            shared = lab;
        }
        return lab;
    }

    /** The first start of all, so that the others are quick. */
    void warmUp() {
        if (!StoreJar.hasArchive()) {
            store("first").start().awaitReady(Duration.ofSeconds(120)).stop();
        }
    }

    /** A store of that instance, not started; the same program each time. */
    JavaProgram store(String instance) {
        return stores.computeIfAbsent(instance, _ -> program(instance, instance));
    }

    /** One more process under a name that another has. */
    JavaProgram doubleOf(String instance) {
        return stores.computeIfAbsent(instance + "-double", it -> program(it, instance));
    }

    private JavaProgram program(String process, String instance) {
        int managementPort = Ports.free();
        List<String> program = new ArrayList<>(StoreJar.command());
        program.addAll(
                List.of(
                        "--server.port=" + Ports.free(),
                        "--server.address=127.0.0.1",
                        "--management.server.port=" + managementPort,
                        "--management.server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.kafka.client-id=" + process,
                        "--spring.kafka.consumer.properties[session.timeout.ms]=" + SESSION_MILLIS,
                        "--spring.kafka.consumer.properties[heartbeat.interval.ms]=1500",
                        "--spring.datasource.url=" + database.connections().jdbcUrl(),
                        "--spring.datasource.username=" + database.connections().user(),
                        "--spring.security.oauth2.resourceserver.jwt.public-key-location="
                                + publicKey().toUri(),
                        "--tributary.instance=" + instance,
                        "--tributary.inbox.batch=50",
                        "--tributary.topics.partitions=" + PARTITIONS,
                        "--tributary.topics.replication-factor=1",
                        "--tributary.environments.dev.nango.base-url=" + nango.baseUrl(),
                        "--tributary.environments.dev.nango.api-key=" + Nango.API_KEY,
                        "--tributary.environments.dev.nango.calls-per-minute=60000"));
        return new JavaProgram(
                name + "-" + process,
                managementPort,
                program,
                Map.of("SPRING_DATASOURCE_PASSWORD", database.connections().password()));
    }

    private static synchronized Path publicKey() {
        Path file = JavaProgram.LOGS.resolve("public-key.pem");
        try {
            if (Files.notExists(file)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                byte[] key = generator.generateKeyPair().getPublic().getEncoded();
                Files.writeString(
                        file,
                        "-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder().encodeToString(key)
                                + "\n-----END PUBLIC KEY-----\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /** {@code applied.next} of each partition. */
    Map<Integer, Long> next() {
        Map<Integer, Long> next = new TreeMap<>();
        jdbc.query(
                "select partition, next from applied",
                row -> {
                    next.put(row.getInt(1), row.getLong(2));
                });
        return next;
    }

    /** The last input of each partition that changed something. */
    Map<Integer, Long> recorded() {
        Map<Integer, Long> recorded = new TreeMap<>();
        jdbc.query(
                "select partition, max(\"offset\") from history group by partition",
                row -> {
                    recorded.put(row.getInt(1), row.getLong(2));
                });
        return recorded;
    }

    /** The group's offset of each partition, pending transactions left out. */
    Map<Integer, Long> committed() {
        Map<Integer, Long> committed = new TreeMap<>();
        done(admin.listConsumerGroupOffsets(
                                GROUP, new ListConsumerGroupOffsetsOptions().requireStable(false))
                        .partitionsToOffsetAndMetadata())
                .forEach((partition, at) -> committed.put(partition.partition(), at.offset()));
        return committed;
    }

    /** One past the last record of each partition of the inbox. */
    Map<Integer, Long> end() {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            wanted.put(new TopicPartition(Topics.INBOX.name(), partition), OffsetSpec.latest());
        }
        Map<Integer, Long> end = new TreeMap<>();
        done(admin.listOffsets(wanted).all())
                .forEach((partition, at) -> end.put(partition.partition(), at.offset()));
        return end;
    }

    /** Which partitions each process of the group has. */
    Map<String, List<Integer>> owned() {
        Map<String, List<Integer>> owned = new TreeMap<>();
        done(admin.describeConsumerGroups(List.of(GROUP)).all())
                .get(GROUP)
                .members()
                .forEach(
                        member ->
                                owned.put(
                                        member.clientId().replaceFirst("-\\d+$", ""),
                                        member.assignment().topicPartitions().stream()
                                                .map(TopicPartition::partition)
                                                .toList()));
        return owned;
    }

    static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    void endStores() {
        stores.values().stream().filter(JavaProgram::alive).forEach(JavaProgram::kill);
    }

    @Override
    public void close() {
        endStores();
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
        nango.stop();
    }
}
