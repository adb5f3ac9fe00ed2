package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.BackingServices;
import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Five hundred inputs in one batch, and in its middle one that cannot be handled. */
class PoisonIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NEIGHBOURS = 49;
    private static final int INPUTS_EACH = 10;
    private static final int PARTITION = 0;

    private static Stage stage;
    private static ConfigurableApplicationContext service;
    private static KafkaProducer<byte[], byte[]> producer;
    private static int rounds;

    /** What is wrong with the culprit. */
    enum Poison {
        NOT_JSON("malformed", "nango.observation.present is not JSON", true),
        WRONG_UTF_8("malformed", "nango.observation.present is not JSON", true),
        NO_HEADERS("malformed", "header ce_specversion is missing", true),
        NULL_VALUE("malformed", "nango.observation.present has no data", true),
        FACTS_LOST("unreadable-row", "IllegalArgumentException", false),
        UNKNOWN_STATUS("unreadable-row", "IllegalStateException", false),
        REFUSED_BY_DATABASE("refused-by-database", "SQLSTATE 23514", false),
        FUNCTION_THROWS("undecidable", "IllegalStateException", true),
        FUNCTION_OVERFLOWS("undecidable", "StackOverflowError", true);

        final String reason;
        final String detail;
        final boolean asksAboutIt;

        Poison(String reason, String detail, boolean asksAboutIt) {
            this.reason = reason;
            this.detail = detail;
            this.asksAboutIt = asksAboutIt;
        }
    }

    @BeforeAll
    static void open() {
        stage = new Stage(BackingServices.postgres());
        service = stage.start(Mishap.class, RecordedEnd.class, Misjudgement.class);
        RecordedEnd.REASONS.clear();
        Mishap.NEXT.set(null);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stage.kafka.bootstrapServers(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "poisoner"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        await().atMost(PATIENCE).until(() -> applied() >= 0);
        producer.initTransactions();
    }

    @AfterAll
    static void close() {
        producer.close();
        service.close();
        stage.close();
    }

    private static long applied() {
        return stage
                .jdbc
                .queryForList("select next from applied where partition = " + PARTITION, Long.class)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheCulpritIsPutAside(Poison poison) {
        // given
        Round round = new Round();
        round.prepare(poison);
        List<ProducerRecord<byte[], byte[]>> inputs = round.inputs(round.culprit(poison));

        // when
        round.sendAtOnce(inputs);

        // then
        round.neighboursAreAppliedInOrder();
        round.isParkedOnce(poison, inputs.get(inputs.size() / 2));
        round.wasOneBatch(poison);
        round.clear(poison);
    }

    /** As if the process had died between the database's commit and Kafka's. */
    @ParameterizedTest
    @EnumSource(names = {"NULL_VALUE", "FACTS_LOST", "REFUSED_BY_DATABASE", "FUNCTION_THROWS"})
    void whatIsRepeatedIsPutAsideTheSame(Poison poison) {
        // given
        Round round = new Round();
        round.prepare(poison);
        List<ProducerRecord<byte[], byte[]>> inputs = round.inputs(round.culprit(poison));
        await().atMost(PATIENCE).until(Round::isQuiet);

        // when
        Mishap.NEXT.set(Mishap.Kind.COMMIT_NEVER_HAPPENS);
        round.sendAtOnce(inputs);

        // then
        round.neighboursAreAppliedInOrder();
        assertThat(Mishap.NEXT).hasNullValue();
        round.isParkedOnce(poison, inputs.get(inputs.size() / 2));
        round.clear(poison);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "x\ud800y", "\udc00", "\ud83d\ude00"})
    void textThatPostgresRefusesIsLegalInTags(String text) {
        // given
        Round round = new Round();
        byte[] odd =
                EventCodec.encode(
                        new Observation.Present(
                                1, 0, Observation.Via.SINGLE, null, seen("crm", text, false)));

        // when
        round.sendAtOnce(round.inputs(round.observation(round.culprit, odd)));

        // then
        round.neighboursAreAppliedInOrder();
        assertThat(round.parked()).isEmpty();
        ConnectionChange change =
                EventCodec.decodeConnectionChange(stage.changes(round.culprit).getFirst());
        assertThat(change.connection().tags()).containsEntry("odd", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nango.of.tomorrow", "nango.webhook.auth.renewal"})
    void aTypeThatIsNotKnownIsLegal(String type) {
        // given
        Round round = new Round();

        // when
        round.sendAtOnce(round.inputs(round.event(round.culprit, type, new byte[] {0, 1})));

        // then
        round.neighboursAreAppliedInOrder();
        assertThat(round.parked()).isEmpty();
        assertThat(stage.status(round.culprit)).isEqualTo("unknown");
    }

    @Test
    void aFullHeapIsNoReasonToPutAside() {
        // given
        Round round = new Round();
        byte[] filling =
                EventCodec.encode(
                        new Observation.Present(
                                1,
                                0,
                                Observation.Via.SINGLE,
                                null,
                                seen(Misjudgement.FILLS, "t", false)));
        Misjudgement.HEAP_FULL.set(true);

        // when
        stage.send(round.observation(round.culprit, filling));

        // then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(RecordedEnd.REASONS)
                                        .anyMatch(why -> why.contains("consumer stopped: ERROR")));
        service.close();
        RecordedEnd.REASONS.clear();
        Misjudgement.HEAP_FULL.set(false);
        service = stage.start(Mishap.class, RecordedEnd.class, Misjudgement.class);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(stage.changeTypes(round.culprit))
                                        .containsExactly("created"));
        assertThat(round.parked()).isEmpty();
    }

    private static ObservedConnection seen(String provider, String tag, boolean broken) {
        return new ObservedConnection(
                4711,
                provider,
                Map.of("odd", tag),
                null,
                broken ? List.of("auth") : List.of(),
                Instant.parse("2026-09-01T08:00:00Z"),
                null);
    }

    /** Connections of one partition that no other round has. */
    private static final class Round {

        final ConnectionKey culprit;
        final List<ConnectionKey> neighbours;

        Round() {
            rounds++;
            culprit = key("culprit");
            neighbours =
                    IntStream.range(0, NEIGHBOURS)
                            .mapToObj(one -> key("neighbour-" + one))
                            .toList();
        }

        private static ConnectionKey key(String name) {
            return LongStream.range(0, 1_000)
                    .mapToObj(
                            salt ->
                                    new ConnectionKey(
                                            Stage.ENVIRONMENT,
                                            "crm",
                                            "%s-%d-%d".formatted(name, rounds, salt)))
                    .filter(key -> ConnectionPartition.of(key, 3) == PARTITION)
                    .findFirst()
                    .orElseThrow();
        }

        /** Each neighbour comes, breaks, recovers, breaks; their inputs are mixed. */
        List<ProducerRecord<byte[], byte[]>> inputs(ProducerRecord<byte[], byte[]> middle) {
            List<ProducerRecord<byte[], byte[]>> inputs = new ArrayList<>();
            for (int step = 0; step < INPUTS_EACH; step++) {
                for (ConnectionKey neighbour : neighbours) {
                    inputs.add(
                            observation(
                                    neighbour,
                                    EventCodec.encode(
                                            new Observation.Present(
                                                    step + 1,
                                                    0,
                                                    Observation.Via.SINGLE,
                                                    null,
                                                    seen("crm", "t", step % 2 == 1)))));
                }
            }
            while (inputs.size() < 499) {
                inputs.add(event(neighbours.getFirst(), "nango.of.tomorrow", new byte[] {0}));
            }
            inputs.add(250, middle);
            return inputs;
        }

        ProducerRecord<byte[], byte[]> observation(ConnectionKey key, byte @Nullable [] data) {
            return event(key, Observation.Present.CE_TYPE, data);
        }

        ProducerRecord<byte[], byte[]> event(
                ConnectionKey key, String type, byte @Nullable [] data) {
            CloudEvent event =
                    new CloudEvent(
                            "%s-%d".formatted(key.connectionId(), System.nanoTime()),
                            "/test",
                            type,
                            key.encoded(),
                            null,
                            null,
                            null,
                            Map.of(),
                            data);
            return KafkaCloudEvents.toRecord(Topics.INBOX.name(), PARTITION, key.encoded(), event);
        }

        ProducerRecord<byte[], byte[]> culprit(Poison poison) {
            String provider =
                    switch (poison) {
                        case FUNCTION_THROWS -> Misjudgement.THROWS;
                        case FUNCTION_OVERFLOWS -> Misjudgement.OVERFLOWS;
                        case NOT_JSON,
                                WRONG_UTF_8,
                                NO_HEADERS,
                                NULL_VALUE,
                                FACTS_LOST,
                                UNKNOWN_STATUS,
                                REFUSED_BY_DATABASE ->
                                "crm";
                    };
            byte[] good =
                    EventCodec.encode(
                            new Observation.Present(
                                    9_000,
                                    0,
                                    Observation.Via.SINGLE,
                                    null,
                                    seen(provider, "t", false)));
            byte[] broken = good.clone();
            broken[good.length - 4] = (byte) 0xff;
            return switch (poison) {
                case NOT_JSON -> observation(culprit, Arrays.copyOf(good, good.length / 2));
                case WRONG_UTF_8 -> observation(culprit, broken);
                case NO_HEADERS ->
                        new ProducerRecord<>(Topics.INBOX.name(), PARTITION, culprit.bytes(), good);
                case NULL_VALUE -> observation(culprit, null);
                case FACTS_LOST,
                        UNKNOWN_STATUS,
                        REFUSED_BY_DATABASE,
                        FUNCTION_THROWS,
                        FUNCTION_OVERFLOWS ->
                        observation(culprit, good);
            };
        }

        void prepare(Poison poison) {
            switch (poison) {
                case FACTS_LOST -> row("active");
                case UNKNOWN_STATUS -> {
                    stage.jdbc.execute(
                            "alter table connection drop constraint connection_status_check");
                    row("asleep");
                }
                case REFUSED_BY_DATABASE ->
                        stage.jdbc.execute(
                                "alter table connection add constraint refuses check"
                                        + " (connection_id not like 'culprit-%d-%%')"
                                                .formatted(rounds));
                case NOT_JSON,
                        WRONG_UTF_8,
                        NO_HEADERS,
                        NULL_VALUE,
                        FUNCTION_THROWS,
                        FUNCTION_OVERFLOWS -> {}
            }
        }

        private void row(String status) {
            stage.jdbc.update(
                    "insert into connection (id, key, status, version, generation, read_number, up,"
                            + " environment, integration, connection_id)"
                            + " values (?, ?, ?, 7, 1, 1, -1, 'dev', 'crm', ?)",
                    culprit.id(),
                    culprit.encoded(),
                    status,
                    culprit.connectionId());
        }

        void clear(Poison poison) {
            switch (poison) {
                case FACTS_LOST, UNKNOWN_STATUS -> {
                    assertThat(
                                    stage.jdbc.queryForMap(
                                            "select version, facts, question from connection"
                                                    + " where id = ?",
                                            culprit.id()))
                            .as("not written over")
                            .containsEntry("version", 7L)
                            .containsEntry("facts", null)
                            .containsEntry("question", null);
                    stage.jdbc.update("delete from connection where id = ?", culprit.id());
                }
                case REFUSED_BY_DATABASE ->
                        stage.jdbc.execute("alter table connection drop constraint refuses");
                case NOT_JSON,
                        WRONG_UTF_8,
                        NO_HEADERS,
                        NULL_VALUE,
                        FUNCTION_THROWS,
                        FUNCTION_OVERFLOWS -> {}
            }
            if (poison == Poison.UNKNOWN_STATUS) {
                stage.jdbc.execute(
                        "alter table connection add constraint connection_status_check check"
                                + " (status in ('none','pending','active','broken','deleted'))");
            }
        }

        /** Readers of committed records see them all at the same time, and so in one batch. */
        void sendAtOnce(List<ProducerRecord<byte[], byte[]>> inputs) {
            assertThat(inputs).hasSize(500);
            producer.beginTransaction();
            inputs.forEach(producer::send);
            producer.commitTransaction();
        }

        void neighboursAreAppliedInOrder() {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(
                            () -> assertThat(neighbourChanges()).hasSize(NEIGHBOURS * INPUTS_EACH));
            List<ConnectionChange> changes = neighbourChanges();
            for (ConnectionKey neighbour : neighbours) {
                List<ConnectionChange> own =
                        changes.stream()
                                .filter(change -> change.connection().key().equals(neighbour))
                                .toList();
                assertThat(own)
                        .extracting(ConnectionChange::version)
                        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
                assertThat(own.subList(0, 3))
                        .extracting(change -> change.kind().name())
                        .containsExactly("CREATED", "BROKEN", "RECOVERED");
            }
            assertThat(RecordedEnd.REASONS).isEmpty();
        }

        /** Savepoints, which only what the database refuses makes needful, write as others. */
        void wasOneBatch(Poison poison) {
            if (poison != Poison.REFUSED_BY_DATABASE) {
                assertThat(
                                stage.jdbc.queryForObject(
                                        "select count(distinct xmin::text) from connection"
                                                + " where id = any(?)",
                                        Integer.class,
                                        (Object)
                                                neighbours.stream()
                                                        .map(ConnectionKey::id)
                                                        .toArray(UUID[]::new)))
                        .isEqualTo(1);
            }
        }

        private List<ConnectionChange> neighbourChanges() {
            return stage.records(Topics.CONNECTIONS.name()).stream()
                    .map(KafkaCloudEvents::fromRecord)
                    .map(EventCodec::decodeConnectionChange)
                    .filter(change -> neighbours.contains(change.connection().key()))
                    .toList();
        }

        List<ConsumerRecord<byte[], byte[]>> parked() {
            return stage.records(Topics.parked(Topics.INBOX).name()).stream()
                    .filter(record -> Arrays.equals(record.key(), culprit.bytes()))
                    .toList();
        }

        void isParkedOnce(Poison poison, ProducerRecord<byte[], byte[]> input) {
            List<ConsumerRecord<byte[], byte[]>> parked = parked();
            assertThat(parked).hasSize(1);
            ConsumerRecord<byte[], byte[]> copy = parked.getFirst();
            assertThat(copy.value()).isEqualTo(input.value());
            List<Header> headers = Arrays.asList(copy.headers().toArray());
            assertThat(headers.subList(0, input.headers().toArray().length))
                    .containsExactly(input.headers().toArray());
            assertThat(header(copy, "parked_reason")).isEqualTo(poison.reason);
            assertThat(header(copy, "parked_detail")).contains(poison.detail);
            if (poison.reason.equals("unreadable-row")) {
                assertThat(header(copy, "parked_detail")).contains(culprit.id().toString());
            }
            if (poison.asksAboutIt) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () ->
                                        assertThat(stage.nango.askedAbout(culprit.connectionId()))
                                                .isPositive());
            } else {
                assertThat(stage.nango.askedAbout(culprit.connectionId())).isZero();
            }
        }

        private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
            return new String(record.headers().lastHeader(name).value(), UTF_8);
        }

        /** Nothing is asked any more, and all that was answered is applied. */
        static boolean isQuiet() {
            return stage.jdbc.queryForObject("select count(*) from question", Integer.class) == 0
                    && stage.committed().entrySet().stream()
                            .filter(one -> one.getKey().partition() == PARTITION)
                            .allMatch(one -> one.getValue().offset() == applied());
        }
    }
}
