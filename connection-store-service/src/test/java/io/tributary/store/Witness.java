package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A reader of committed records, who holds what was told against what the tables say. */
record Witness(Stage stage) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private List<ConnectionChange> changes() {
        return stage.records(Topics.CONNECTIONS.name()).stream()
                .map(KafkaCloudEvents::fromRecord)
                .map(EventCodec::decodeConnectionChange)
                .toList();
    }

    /** Which generations a connection's changes were told in. */
    List<Integer> generations(ConnectionKey key) {
        return changes().stream()
                .filter(change -> change.connection().key().equals(key))
                .map(ConnectionChange::generation)
                .toList();
    }

    void awaitGenerations(ConnectionKey key, Integer... expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(generations(key)).containsExactly(expected));
    }

    /** Once everything is applied: all of the history, nothing twice, versions without gap. */
    void sawEachChangeOnce() {
        Map<ConnectionKey, ConnectionChange> last = new HashMap<>();
        List<ConnectionChange> changes = changes();
        for (ConnectionChange change : changes) {
            ConnectionChange before = last.put(change.connection().key(), change);
            assertThat(change.version())
                    .as("%s after %s", change, before)
                    .isEqualTo(before == null ? 1 : before.version() + 1);
            assertThat(change.generation())
                    .as("%s after %s", change, before)
                    .isGreaterThanOrEqualTo(before == null ? 1 : before.generation());
        }
        assertThat(changes.stream().map(Witness::line))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        stage.jdbc.queryForList(
                                "select concat_ws(' ', c.key, h.partition, h.\"offset\", h.n,"
                                        + " h.generation, h.version) from history h"
                                        + " join connection c on c.id = h.connection",
                                String.class));
    }

    private static String line(ConnectionChange change) {
        return "%s %d %d %d %d %d"
                .formatted(
                        change.connection().key().encoded(),
                        change.cause().partition(),
                        change.cause().offset(),
                        change.cause().n(),
                        change.generation(),
                        change.version());
    }
}
