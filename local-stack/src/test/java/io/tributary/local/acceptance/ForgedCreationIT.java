package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.local.RunningStack;
import io.tributary.local.acceptance.Log.Entry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Anyone who knows the inbound address of an integration can have Nango sign a body that looks like
 * one of Nango's own: it arrives bare, with a valid signature, and must change nothing.
 */
class ForgedCreationIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static RunningStack stack;
    private static Outside outside;
    private static Log log;

    @BeforeAll
    static void start() {
        stack = RunningStack.shared();
        outside = new Outside(stack);
        log = new Log(stack.bootstrapServers());
    }

    @AfterAll
    static void end() {
        log.close();
    }

    @Test
    void isAskedAboutAndDropped() throws Exception {
        ConnectionKey forged = new ConnectionKey("dev", "demo-crm", "forged-" + UUID.randomUUID());

        outside.forwardBare(
                """
                {"from":"nango","type":"auth","operation":"creation","success":true,
                 "connectionId":"%s","providerConfigKey":"demo-crm","provider":"demo-crm",
                 "authMode":"OAUTH2","environment":"dev","tags":{"end_user_id":"victim"},
                 "endUser":{"endUserId":"victim"}}\
                """
                        .formatted(forged.connectionId()));

        List<Entry> inbox =
                await().atMost(LONG).until(() -> log.of(forged, "nango.inbox"), i -> i.size() > 1);
        assertThat(inbox)
                .extracting(entry -> entry.event().type())
                .containsExactly("nango.webhook.auth.creation", Observation.Absent.CE_TYPE);
        awaitWhatComesAfterItInItsPartition(forged);
        assertThat(published(forged)).isEmpty();
        assertThat(outside.row(forged)).isIn("none", "no row");
        assertThat(outside.connections()).doesNotContain(forged.connectionId());
        assertThat(outside.syncs()).doesNotContain(forged.connectionId());
        assertThat(log.of(forged, "nango.inbox")).hasSize(2);
    }

    /** A true connection there goes the whole way, so all before it was decided. */
    private static void awaitWhatComesAfterItInItsPartition(ConnectionKey forged) throws Exception {
        int partition = ConnectionPartition.of(forged, Topic.DEFAULT_PARTITIONS);
        ConnectionKey neighbour =
                Stream.generate(
                                () ->
                                        new ConnectionKey(
                                                "dev", "demo-crm", UUID.randomUUID().toString()))
                        .filter(
                                key ->
                                        ConnectionPartition.of(key, Topic.DEFAULT_PARTITIONS)
                                                == partition)
                        .findFirst()
                        .orElseThrow();
        outside.connect(neighbour, "ann");
        await().atMost(LONG).until(() -> log.of(neighbour, "nango.sync-runs").size() == 2);
        assertThat(log.of(neighbour, "nango.connections").getFirst().partition())
                .isEqualTo(partition);
    }

    private static List<Entry> published(ConnectionKey forged) {
        return Stream.of(
                        Topics.CONNECTIONS.name(),
                        Topics.CONNECTIONS_STATE.name(),
                        Topics.records("Contact").name(),
                        Topics.SYNC_RUNS.name())
                .flatMap(topic -> log.of(forged, topic).stream())
                .toList();
    }
}
