package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Postgres;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Observation;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.FakeNango.Known;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Each input once, each change once, whatever breaks in the middle. */
class InterruptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static Postgres postgres;
    private static Stage stage;
    private ConfigurableApplicationContext service;

    @BeforeAll
    static void open() {
        postgres = BackingServices.freshPostgres();
        stage = new Stage(postgres);
    }

    @AfterAll
    static void close() {
        stage.close();
        postgres.close();
    }

    @BeforeEach
    void start() {
        RecordedEnd.REASONS.clear();
        Mishap.NEXT.set(null);
        service = stage.start(Mishap.class, RecordedEnd.class);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static ConnectionKey connection(String connectionId, long nangoId) {
        stage.nango.connections.put(connectionId, new Known(nangoId, "crm"));
        return new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
    }

    private static void changed(ConnectionKey key, String... types) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(stage.changeTypes(key)).containsExactly(types));
    }

    private static void everythingIsCommitted() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> {
                            Map<Integer, Long> next =
                                    stage.jdbc.query(
                                            "select partition, next from applied where next > 0",
                                            rows -> {
                                                var found = new TreeMap<Integer, Long>();
                                                while (rows.next()) {
                                                    found.put(rows.getInt(1), rows.getLong(2));
                                                }
                                                return found;
                                            });
                            var committed = new TreeMap<Integer, Long>();
                            stage.committed()
                                    .forEach(
                                            (partition, offset) ->
                                                    committed.put(
                                                            partition.partition(),
                                                            offset.offset()));
                            assertThat(committed).isEqualTo(next);
                        });
    }

    private static void nothingIsThereTwice() {
        List<String> ids =
                stage.records(Topics.CONNECTIONS.name()).stream()
                        .map(KafkaCloudEvents::fromRecord)
                        .map(CloudEvent::id)
                        .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .hasSize(stage.jdbc.queryForObject("select count(*) from history", Integer.class));
    }

    @Test
    void aChangeRecordedButNotPublishedIsPublishedOnce() {
        // given
        ConnectionKey key = connection("unpublished", 1);
        stage.deliver(Stage.body("creation", true, key));
        await().atMost(PATIENCE).until(() -> stage.status(key).equals("active"));
        everythingIsCommitted();

        // when
        Mishap.NEXT.set(Mishap.Kind.COMMIT_NEVER_HAPPENS);
        stage.send(observationOf(key, 1));

        // then
        changed(key, "created", "broken");
        everythingIsCommitted();
        assertThat(Mishap.NEXT).hasNullValue();
        nothingIsThereTwice();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotRepeated() {
        // given
        ConnectionKey key = connection("unheard", 2);
        stage.deliver(Stage.body("creation", true, key));
        changed(key, "created");
        everythingIsCommitted();

        // when
        Mishap.NEXT.set(Mishap.Kind.COMMIT_WITHOUT_ANSWER);
        stage.send(observationOf(key, 2));

        // then
        changed(key, "created", "broken");
        everythingIsCommitted();
        assertThat(Mishap.NEXT).hasNullValue();
        nothingIsThereTwice();
    }

    /** An answer that nobody asked for, so that the very next commit is the one with a change. */
    private static ProducerRecord<byte[], byte[]> observationOf(ConnectionKey key, long nangoId) {
        long read = stage.jdbc.queryForObject("select nextval('read_number')", Long.class);
        var seen =
                new Observation.ObservedConnection(
                        nangoId,
                        "crm",
                        Map.of("end_user_id", "u-1"),
                        null,
                        List.of("auth"),
                        Instant.parse("2026-09-01T08:00:00Z"),
                        null);
        return KafkaCloudEvents.toRecord(
                Topics.INBOX.name(),
                key.encoded(),
                EventCodec.event(
                        new Observation.Present(read, 1_000, Observation.Via.SINGLE, null, seen),
                        key,
                        "observation-" + read,
                        null));
    }

    @Test
    void aRestartContinuesWhereItStopped() {
        // given
        ConnectionKey before = connection("before", 3);
        stage.deliver(Stage.body("creation", true, before));
        changed(before, "created");
        service.close();
        ConnectionKey meanwhile = connection("meanwhile", 4);
        stage.deliver(Stage.body("creation", true, meanwhile));

        // when
        service = stage.start(Mishap.class, RecordedEnd.class);

        // then
        changed(meanwhile, "created");
        changed(before, "created");
        everythingIsCommitted();
        nothingIsThereTwice();
    }

    @Test
    void troubleOfTheDatabaseIsWaitedFor() {
        // given
        ConnectionKey key = connection("db-down", 7);
        postgres.kill();

        // when
        stage.deliver(Stage.body("creation", true, key));
        postgres.restart();

        // then
        changed(key, "created");
        assertThat(stage.records("nango.inbox.parked"))
                .noneMatch(record -> new String(record.key()).equals(key.encoded()));
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsPutAsideAloneAndItsNeighboursGoOn() {
        // given
        ConnectionKey poison = connection("poison", 8);
        ConnectionKey neighbour = connection("neighbour-of-poison", 9);
        stage.jdbc.execute(
                "alter table connection add constraint refuses"
                        + " check (connection_id <> 'poison')");

        // when
        stage.deliver(Stage.body("creation", true, poison));
        stage.deliver(Stage.body("creation", true, neighbour));

        // then
        changed(neighbour, "created");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(stage.records("nango.inbox.parked"))
                                        .filteredOn(
                                                record ->
                                                        new String(record.key())
                                                                .equals(poison.encoded()))
                                        .extracting(
                                                record ->
                                                        new String(
                                                                record.headers()
                                                                        .lastHeader("parked_reason")
                                                                        .value()))
                                        .containsExactly("refused-by-database"));
        everythingIsCommitted();
        stage.jdbc.execute("alter table connection drop constraint refuses");
    }

    @Test
    void aFencedInstanceEndsItsProcess() {
        // given
        ConnectionKey key = connection("fenced", 10);
        stage.deliver(Stage.body("creation", true, key));
        changed(key, "created");
        everythingIsCommitted();

        // when
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stage.kafka.bootstrapServers(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "connection-store-stage-0"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            other.initTransactions();
            stage.deliver(Stage.body("refresh", false, key));

            // then
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(RecordedEnd.REASONS)
                                            .anyMatch(why -> why.contains("FENCED")));
        }
    }

    @Test
    void withoutABrokerItWaitsAndIsNotReady() {
        // given
        service.close();
        stage.kafka.kill();

        // when
        service = stage.start(Mishap.class, RecordedEnd.class);
        Status without = readiness();
        stage.kafka.restart();

        // then
        assertThat(without).isEqualTo(Status.OUT_OF_SERVICE);
        await().atMost(PATIENCE).until(() -> readiness().equals(Status.UP));
        assertThat(RecordedEnd.REASONS).isEmpty();
    }

    private Status readiness() {
        return service.getBean("inboxHealthIndicator", HealthIndicator.class).health().getStatus();
    }

    @Test
    void aTopicThatIsNotAsDeclaredIsRefusedWithItsName() {
        // given
        service.close();

        // when
        service =
                stage.start(
                        List.of("--tributary.topics.partitions=4"),
                        Mishap.class,
                        RecordedEnd.class);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(RecordedEnd.REASONS)
                                        .anyMatch(
                                                why ->
                                                        why.contains(
                                                                "nango.inbox has 3 partitions")));
    }
}
