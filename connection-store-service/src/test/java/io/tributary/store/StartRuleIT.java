package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Postgres;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.store.FakeNango.Known;

import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a store starts when its database, its offsets or its topic are not as it left them. */
class StartRuleIT {

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
        service = stage.start(RecordedEnd.class);
    }

    /** Nothing is left but an empty schema and a broker without topics. */
    @AfterEach
    void clear() throws Exception {
        service.close();
        Backup.lose(stage.database);
        deleteTopics(stage.admin.listTopics().names().get());
        stage.admin.deleteConsumerGroups(List.of("connection-store")).all().get();
    }

    private static void deleteTopics(Set<String> names) throws Exception {
        stage.admin.deleteTopics(names).all().get();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                stage.admin.listTopics().names().get().stream()
                                        .noneMatch(names::contains));
    }

    private static ConnectionKey created(String connectionId, long nangoId) {
        ConnectionKey key = new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
        stage.nango.connections.put(connectionId, new Known(nangoId, "crm"));
        stage.deliver(Stage.body("creation", true, key));
        changed(key, "created");
        return key;
    }

    private static RecordMetadata breaks(ConnectionKey key) {
        stage.nango.connections.computeIfPresent(
                key.connectionId(), (_, known) -> known.brokenNow());
        return stage.deliver(Stage.body("refresh", false, key));
    }

    private static void changed(ConnectionKey key, String... types) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(stage.changeTypes(key)).containsExactly(types));
    }

    /** All that is applied is committed, and known to be published. */
    private static void settled() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> {
                            assertThat(applied("published")).isEqualTo(applied("next"));
                        });
    }

    private static Map<Integer, Long> applied(String column) {
        Map<Integer, Long> found = new TreeMap<>();
        stage.jdbc.query(
                "select partition, " + column + " from applied where next > 0",
                row -> {
                    found.put(row.getInt(1), row.getLong(2));
                });
        return found;
    }

    private static Map<Integer, Long> committed() {
        Map<Integer, Long> found = new TreeMap<>();
        stage.committed().forEach((partition, at) -> found.put(partition.partition(), at.offset()));
        return found;
    }

    /** Each change once, per connection without a gap, and as many as the history has. */
    private static void publishedOnceWithoutGap() {
        List<ConnectionChange> changes =
                stage.records(Topics.CONNECTIONS.name()).stream()
                        .map(KafkaCloudEvents::fromRecord)
                        .map(EventCodec::decodeConnectionChange)
                        .toList();
        Map<ConnectionKey, Long> versions = new HashMap<>();
        for (ConnectionChange change : changes) {
            ConnectionKey key = change.connection().key();
            assertThat(change.version()).isEqualTo(versions.getOrDefault(key, 0L) + 1);
            versions.put(key, change.version());
        }
        assertThat(changes)
                .hasSize(stage.jdbc.queryForObject("select count(*) from history", Integer.class));
    }

    private void refuses(String... words) {
        refuses(List.of(), words);
    }

    private void refuses(List<String> settings, String... words) {
        service = stage.start(settings, RecordedEnd.class);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(RecordedEnd.REASONS)
                                        .first()
                                        .asString()
                                        .contains(words)
                                        .contains(
                                                "java -jar connection-store-service.jar rebuild"));
    }

    @Test
    void withoutItsOffsetsItStartsWhereAllIsPublished() throws Exception {
        // given
        ConnectionKey before = created("before", 1);
        settled();
        service.close();
        stage.admin.deleteConsumerGroups(List.of("connection-store")).all().get();
        ConnectionKey meanwhile = new ConnectionKey(Stage.ENVIRONMENT, "crm", "meanwhile");
        stage.nango.connections.put("meanwhile", new Known(2, "crm"));
        stage.deliver(Stage.body("creation", true, meanwhile));

        // when
        service = stage.start(RecordedEnd.class);

        // then
        changed(meanwhile, "created");
        changed(before, "created");
        settled();
        publishedOnceWithoutGap();
    }

    @Test
    void aDatabaseRestoredFromEarlierIsBroughtUpToDateAndNothingIsToldAgain() {
        // given
        ConnectionKey old = created("old", 1);
        settled();
        service.close();
        Backup backup = Backup.take(postgres, stage.database);
        service = stage.start(RecordedEnd.class);
        breaks(old);
        changed(old, "created", "broken");
        ConnectionKey young = created("young", 2);
        settled();
        Map<Integer, Long> committed = committed();
        List<Map<String, Object>> history = history();
        service.close();

        // when
        backup.restore();
        assertThat(stage.status(old)).isEqualTo("active");
        service = stage.start(RecordedEnd.class);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(applied("next")).isEqualTo(committed));
        assertThat(stage.status(old)).isEqualTo("broken");
        assertThat(history()).usingRecursiveComparison().isEqualTo(history);
        settled();
        publishedOnceWithoutGap();
        breaks(young);
        changed(young, "created", "broken");
        stage.nango.connections.put("old", new Known(1, "crm"));
        stage.deliver(Stage.body("refresh", true, old));
        changed(old, "created", "broken", "recovered");
        settled();
        publishedOnceWithoutGap();
    }

    private static List<Map<String, Object>> history() {
        return stage.jdbc.queryForList("select * from history order by partition, \"offset\", n");
    }

    /** The log has answers of higher numbers than a new sequence gives. */
    @Test
    void answersCountAfterTheDatabaseWasLost() {
        // given
        ConnectionKey key = created("lost", 1);
        for (int rounds = 1; rounds <= 3; rounds++) {
            long asked = stage.nango.askedAbout("lost");
            stage.deliver(Stage.body("deletion", true, key));
            await().atMost(PATIENCE).until(() -> stage.nango.askedAbout("lost") > asked);
            await().atMost(PATIENCE).until(() -> stage.question(key).equals("none"));
        }
        settled();
        long read = lastReadNumber();
        Map<Integer, Long> committed = committed();
        service.close();

        // when
        Backup.lose(stage.database);
        service = stage.start(RecordedEnd.class);
        await().atMost(PATIENCE).until(() -> stage.status(key).equals("active"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(applied("next")).isEqualTo(committed));
        long given = lastReadNumber();
        breaks(key);

        // then
        changed(key, "created", "broken");
        assertThat(given).isGreaterThanOrEqualTo(read);
        settled();
        publishedOnceWithoutGap();
    }

    private static long lastReadNumber() {
        return stage.jdbc.queryForObject(
                "select case when is_called then last_value else 0 end from read_number",
                Long.class);
    }

    @Test
    void aLogThatNoLongerHasWhatIsNextIsRefused() throws Exception {
        // given
        ConnectionKey key = created("truncated", 1);
        settled();
        service.close();
        RecordMetadata missed = breaks(key);
        RecordMetadata kept = stage.deliver(Stage.body("refresh", false, key));

        // when
        stage.admin
                .deleteRecords(
                        Map.of(
                                new TopicPartition(missed.topic(), missed.partition()),
                                RecordsToDelete.beforeOffset(kept.offset())))
                .all()
                .get();

        // then
        refuses(
                "nango.inbox-" + kept.partition(),
                "starts at offset " + kept.offset(),
                "applied only up to " + missed.offset(),
                "the inputs %d to %d are missing".formatted(missed.offset(), missed.offset()));
        assertThat(stage.changeTypes(key)).containsExactly("created");
    }

    /** What comes next goes while a batch is being recorded. */
    @Test
    void aLogThatLosesWhatIsNextUnderARunningStoreIsRefused() throws Exception {
        // given
        ConnectionKey key = created("truncated-running", 1);
        settled();
        RecordMetadata missed;
        RecordMetadata kept;
        try (Connection held = stage.jdbc.getDataSource().getConnection()) {
            held.setAutoCommit(false);
            held.createStatement().execute("lock table applied in access exclusive mode");
            stage.deliver(Stage.body("refresh", false, key));
            // Longer than a fetch that is under way takes; the next one comes after the batch.
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            missed = stage.deliver(Stage.body("refresh", false, key));
            kept = stage.deliver(Stage.body("refresh", false, key));

            // when
            stage.admin
                    .deleteRecords(
                            Map.of(
                                    new TopicPartition(missed.topic(), missed.partition()),
                                    RecordsToDelete.beforeOffset(kept.offset())))
                    .all()
                    .get();
            held.rollback();
        }

        // then
        ends(
                "starts at offset " + kept.offset(),
                "applied only up to " + missed.offset(),
                "rebuild --from state --swap");
    }

    @Test
    void anInboxMadeAnewUnderARunningStoreIsRefused() throws Exception {
        // given
        created("recreated-running", 1);
        settled();
        String before = inboxId();

        // when
        recreateInbox();

        // then
        ends("derived from nango.inbox with id [" + before, "here it has id " + inboxId());
    }

    /** Made anew and filled so fast that the offsets of the one before exist again. */
    @Test
    void anInboxMadeAnewAndFilledUnderARunningStoreIsRefused() throws Exception {
        // given
        ConnectionKey key = created("refilled", 1);
        settled();
        String before = inboxId();
        RecordMetadata last;
        try (Connection held = stage.held("lock table applied in access exclusive mode")) {
            last = stage.deliver(Stage.body("refresh", true, key));
            stage.waits("select partition, next, published from applied");

            // when
            recreateInbox();
            for (int i = 0; i < 20; i++) {
                stage.deliver(Stage.body("deletion", true, key));
            }
            held.rollback();
        }

        // then
        ends("derived from nango.inbox with id [" + before, "here it has id " + inboxId());
        assertThat(stage.changeTypes(key)).containsExactly("created");
        assertThat(stage.committed().values())
                .as("nothing of the new one counts as published")
                .allMatch(offset -> offset.offset() <= last.offset() + 1);
    }

    private static void ends(String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(RecordedEnd.REASONS)
                                        .anySatisfy(why -> assertThat(why).contains(words)));
    }

    private static void recreateInbox() throws Exception {
        deleteTopics(Set.of(Topics.INBOX.name()));
        stage.admin
                .createTopics(
                        List.of(
                                new NewTopic(Topics.INBOX.name(), 3, (short) 1)
                                        .configs(Topics.INBOX.policy())))
                .all()
                .get();
    }

    @Test
    void morePartitionsThanTheTablesWereDerivedFromAreRefused() throws Exception {
        // given
        ConnectionKey key = created("repartitioned", 1);
        settled();
        service.close();

        // when
        stage.admin
                .createPartitions(
                        stage.admin.listTopics().names().get().stream()
                                .filter(name -> name.startsWith("nango."))
                                .collect(
                                        Collectors.toMap(
                                                name -> name, _ -> NewPartitions.increaseTo(4))))
                .all()
                .get();

        // then
        refuses(
                List.of("--tributary.topics.partitions=4"),
                "derived from nango.inbox with 3 partitions, but it has 4");
        assertThat(stage.changeTypes(key)).containsExactly("created");
    }

    @Test
    void morePartitionsThanDeclaredAreRefused() throws Exception {
        // given
        created("raised", 1);
        service.close();

        // when
        stage.admin
                .createPartitions(Map.of(Topics.INBOX.name(), NewPartitions.increaseTo(4)))
                .all()
                .get();
        service = stage.start(RecordedEnd.class);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(RecordedEnd.REASONS)
                                        .anyMatch(
                                                why ->
                                                        why.contains(
                                                                "nango.inbox has 4 partitions,"
                                                                        + " declared are 3")));
    }

    @Test
    void anotherTopicUnderTheSameNameIsRefused() throws Exception {
        // given
        created("recreated", 1);
        service.close();
        String before = inboxId();

        // when
        recreateInbox();

        // then
        refuses("derived from nango.inbox with id [" + before, "here it has id " + inboxId());
    }

    /** Right after it was made, not every answer of the broker knows of a topic. */
    private static String inboxId() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        failure -> failure.getCause() instanceof UnknownTopicOrPartitionException)
                .until(
                        () ->
                                stage.admin
                                        .describeTopics(List.of(Topics.INBOX.name()))
                                        .allTopicNames()
                                        .get()
                                        .get(Topics.INBOX.name())
                                        .topicId()
                                        .toString(),
                        _ -> true);
    }
}
