package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionState;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.store.FakeNango.Known;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A connection's whole life, from deliveries of a real Nango to what other teams read. */
class ConnectionLifeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Stage stage;

    @BeforeAll
    static void start() {
        assertThat(Stage.Shared.SERVICE.isRunning()).isTrue();
        stage = Stage.Shared.STAGE;
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "crm", connectionId);
    }

    private static void settled(ConnectionKey key, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(stage.status(key) + " asks " + stage.question(key))
                                        .isEqualTo(status + " asks none"));
    }

    private static void changed(ConnectionKey key, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.changeTypes(key)).containsExactly(types));
    }

    private static ConnectionKey active(String connectionId, Known known) {
        ConnectionKey key = key(connectionId);
        stage.nango.connections.put(connectionId, known);
        stage.deliver(Stage.body("creation", true, key));
        settled(key, "active");
        return key;
    }

    @Test
    void aRealCreationIsConfirmedRecordedAndPublished() {
        // given
        String body = Stage.capture("auth-creation-oauth2");
        ConnectionKey key = Stage.key(body);
        stage.nango.connections.put(
                key.connectionId(),
                new Known(
                        4711,
                        key.integration(),
                        "{\"end_user_id\":\"user-1\",\"organization_id\":\"org-1\"}",
                        false,
                        "2026-09-01T08:00:00.000Z"));

        // when
        RecordMetadata delivered = stage.deliver(body);

        // then
        changed(key, "created");
        CloudEvent event = stage.changes(key).getFirst();
        ConnectionChange change = EventCodec.decodeConnectionChange(event);
        assertThat(change.connection().status()).isEqualTo(ConnectionStatus.ACTIVE);
        assertThat(change.connection().owner().endUserId()).isEqualTo("user-1");
        assertThat(change.nangoId()).isEqualTo(4711);
        assertThat(change.version()).isEqualTo(1);
        assertThat(change.generation()).isEqualTo(1);
        assertThat(change.cause().topic()).isEqualTo(Topics.INBOX.name());
        assertThat(change.cause().partition()).isEqualTo(delivered.partition());
        assertThat(change.cause().offset()).isGreaterThan(delivered.offset());
        ConnectionState state =
                EventCodec.decodeConnectionState(
                        stage.events(Topics.CONNECTIONS_STATE.name(), key).getLast());
        assertThat(state.version()).isEqualTo(1);
        settled(key, "active");
        Map<String, Object> line =
                stage.jdbc.queryForMap(
                        "select cause_type, value from history where connection = ?", key.id());
        assertThat(line.get("cause_type")).isEqualTo("nango.observation.present");
        assertThat((byte[]) line.get("value")).isEqualTo(event.data());
    }

    @Test
    void aForgedCreationIsAskedAboutAndDropped() {
        // given
        ConnectionKey key = key("forged-conn");

        // when
        stage.deliver(Stage.body("creation", true, key));

        // then
        settled(key, "none");
        assertThat(stage.nango.askedAbout("forged-conn")).isPositive();
        assertThat(stage.changes(key)).isEmpty();
        assertThat(stage.events(Topics.CONNECTIONS_STATE.name(), key)).isEmpty();
    }

    @Test
    void aReauthorisationIsPublishedOnceNangoShowsIt() {
        // given
        Known known = new Known(1, "crm");
        ConnectionKey key = active("reauth", known);
        stage.nango.connections.put("reauth", known.wellAt("2026-09-02T08:00:00.000Z"));

        // when
        stage.deliver(Stage.body("override", true, key));

        // then
        changed(key, "created", "reauthorized");
        settled(key, "active");
    }

    @Test
    void aConnectionBreaksAndRecovers() {
        // given
        Known known = new Known(2, "crm");
        ConnectionKey key = active("breaks", known);
        stage.nango.connections.put("breaks", known.brokenNow());

        // when
        stage.deliver(Stage.body("refresh", false, key));
        changed(key, "created", "broken");
        stage.nango.connections.put("breaks", known);
        stage.deliver(Stage.body("refresh", true, key));

        // then
        changed(key, "created", "broken", "recovered");
        ConnectionChange broken = EventCodec.decodeConnectionChange(stage.changes(key).get(1));
        assertThat(broken.connection().error().type()).isEqualTo("refresh_token_external_error");
        settled(key, "active");
    }

    @Test
    void whatCannotBeReadWithItsCredentialsIsBrokenByTheList() {
        // given
        Known known = new Known(3, "crm");
        ConnectionKey key = active("expired", known);
        stage.nango.connections.put("expired", known.brokenNow());
        stage.nango.refusals.put(
                "expired",
                new FakeNango.Refusal(
                        424, "{\"error\":{\"code\":\"invalid_credentials\"}}", Map.of()));

        // when
        stage.deliver(Stage.body("refresh", false, key));

        // then
        changed(key, "created", "broken");
        settled(key, "broken");
    }

    @Test
    void aDeletionNeedsTheClaimAndTheAbsence() {
        // given
        ConnectionKey key = active("deleted", new Known(4, "crm"));
        stage.nango.connections.remove("deleted");

        // when
        stage.deliver(Stage.body("deletion", true, key));

        // then
        changed(key, "created", "deleted");
        settled(key, "deleted");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(stage.records(Topics.CONNECTIONS_STATE.name()))
                                        .filteredOn(
                                                record ->
                                                        new String(record.key(), UTF_8)
                                                                .equals(key.encoded()))
                                        .last()
                                        .matches(record -> record.value() == null, "a tombstone"));
    }

    @Test
    void aForgedDeletionChangesNothing() {
        // given
        ConnectionKey key = active("kept", new Known(5, "crm"));

        // when
        stage.deliver(Stage.body("deletion", true, key));

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.nango.askedAbout("kept")).isGreaterThan(1));
        settled(key, "active");
        changed(key, "created");
    }

    @Test
    void aQuestionThatNangoDoesNotAnswerStaysOpenUntilItDoes() {
        // given
        ConnectionKey key = key("limited");
        stage.nango.connections.put("limited", new Known(6, "crm"));
        stage.nango.refusals.put(
                "limited",
                new FakeNango.Refusal(503, "{\"error\":{\"code\":\"server_error\"}}", Map.of()));

        // when
        stage.deliver(Stage.body("creation", true, key));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stage.nango.askedAbout("limited")).isGreaterThan(1));
        assertThat(stage.status(key)).isEqualTo("pending");
        stage.nango.refusals.clear();

        // then
        settled(key, "active");
    }

    @Test
    void anEnvironmentThatIsNotConfiguredKeepsItsQuestionsOpen() {
        // given
        ConnectionKey key = new ConnectionKey("elsewhere", "crm", "c-1");

        // when
        stage.deliver(
                key.encoded(),
                "nango.webhook.auth.creation",
                Stage.body("creation", true, key).getBytes(UTF_8));

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.status(key)).isEqualTo("pending"));
        assertThat(stage.question(key)).isEqualTo("NEW");
        assertThat(
                        stage.jdbc.queryForObject(
                                "select count(*) from question where environment = 'elsewhere'",
                                Long.class))
                .isEqualTo(1);
    }

    /** Of all that tests of this stage had parked. */
    private static List<ConsumerRecord<byte[], byte[]>> parked(List<RecordMetadata> inputs) {
        List<String> places =
                inputs.stream().map(one -> one.partition() + "/" + one.offset()).toList();
        return stage.records("nango.inbox.parked").stream()
                .filter(
                        record ->
                                places.contains(
                                        header(record, "parked_partition")
                                                + "/"
                                                + header(record, "parked_offset")))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void whatCannotBeReadIsPutAsideWhileItsNeighboursAreApplied() {
        // given
        ConnectionKey key = key("neighbour");
        stage.nango.connections.put("neighbour", new Known(7, "crm"));
        List<String> reasons =
                List.of(
                        "no-key",
                        "not-a-connection-key",
                        "malformed",
                        "no-value",
                        "malformed",
                        "malformed");
        byte[] wrongUtf8 = Stage.body("creation", true, key("u")).getBytes(UTF_8);
        wrongUtf8[40] = (byte) 0xff;

        // when
        List<RecordMetadata> unreadable =
                List.of(
                        stage.deliver(null, "nango.webhook.auth.creation", "{}".getBytes(UTF_8)),
                        stage.deliver(
                                "one/two", "nango.webhook.auth.creation", "{}".getBytes(UTF_8)),
                        stage.send(
                                new org.apache.kafka.clients.producer.ProducerRecord<>(
                                        Topics.INBOX.name(), key.bytes(), "{}".getBytes(UTF_8))),
                        stage.deliver(key.encoded(), "nango.webhook.auth.creation", null),
                        stage.deliver(key("u").encoded(), "nango.webhook.auth.creation", wrongUtf8),
                        stage.deliver(
                                key("o").encoded(),
                                "nango.observation.present",
                                "{\"read\":1".getBytes(UTF_8)));
        stage.deliver(key.encoded(), "nango.of.tomorrow", new byte[] {0});
        stage.deliver(Stage.body("creation", true, key));

        // then
        settled(key, "active");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(parked(unreadable))
                                        .extracting(
                                                record ->
                                                        new String(
                                                                record.headers()
                                                                        .lastHeader("parked_reason")
                                                                        .value(),
                                                                UTF_8))
                                        .containsExactlyInAnyOrderElementsOf(reasons));
        assertThat(parked(unreadable))
                .filteredOn(record -> record.value() != null && record.value().length > 40)
                .first()
                .matches(record -> record.value()[40] == (byte) 0xff, "its bytes as they came");
    }
}
