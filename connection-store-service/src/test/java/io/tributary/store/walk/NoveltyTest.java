package io.tributary.store.walk;

import static io.tributary.store.walk.Known.TAGS;
import static io.tributary.store.walk.Known.active;
import static io.tributary.store.walk.Known.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Question.Kind;
import io.tributary.store.decision.State;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class NoveltyTest {

    private static final Instant LATER = Instant.parse("2026-09-05T08:00:00Z");
    private static final State DELETED = new State.Deleted(Known.trail(7L));

    private static Observation present(long nangoId, Map<String, String> tags, String... errors) {
        return new Observation.Present(
                60,
                100,
                Via.SINGLE,
                59L,
                new ObservedConnection(
                        nangoId, "hubspot", tags, null, List.of(errors), LATER, LATER));
    }

    private static Observation absent(long walk) {
        return new Observation.Absent(60, 100, Via.SINGLE, walk, "not_found");
    }

    @Test
    void thatItIsAsKnownIsNoNews() {
        assertThat(Novelty.of(active(), present(7, TAGS))).isFalse();
        assertThat(Novelty.of(broken(), present(7, TAGS, "auth"))).isFalse();
        assertThat(Novelty.of(DELETED, absent(59))).isFalse();
        assertThat(Novelty.of(null, absent(59))).isFalse();
    }

    @Test
    void aChangeIsNews() {
        assertThat(Novelty.of(active(), present(7, Map.of()))).isTrue();
        assertThat(Novelty.of(active(), present(8, TAGS))).isTrue();
        assertThat(Novelty.of(active(), present(7, TAGS, "auth"))).isTrue();
        assertThat(Novelty.of(broken(), present(7, TAGS))).isTrue();
        assertThat(Novelty.of(DELETED, present(7, TAGS))).isTrue();
    }

    @Test
    void whenItWasUpdatedIsNewsOnce() {
        assertThat(Novelty.of(Known.adopted(), present(7, TAGS))).isTrue();
        assertThat(Novelty.of(active(), present(7, TAGS))).isFalse();
    }

    @Test
    void thatItIsMissingIsNewsOnceToAWalk() {
        // given
        Doubts missed = new Doubts(Known.asks(Kind.MISSING), null, 40L);
        Doubts missedNow = new Doubts(Known.asks(Kind.MISSING), null, 59L);

        // then
        assertThat(Novelty.of(active(), absent(59))).isTrue();
        assertThat(Novelty.of(active(missedNow), absent(59))).isFalse();
        assertThat(Novelty.of(active(missed), absent(59))).as("a second reason").isTrue();
    }

    @Test
    void thatItIsBackIsNewsToWhoMissedIt() {
        // given
        Doubts missed = new Doubts(Known.asks(Kind.MISSING), null, 40L);

        // then
        assertThat(Novelty.of(active(missed), present(7, TAGS))).isTrue();
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsNoNews() {
        // given
        Observation late = new Observation.Absent(50, 100, Via.SINGLE, 49L, "not_found");

        // then
        assertThat(Novelty.of(active(), late)).isFalse();
    }
}
