package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.RandomInputs;
import io.tributary.store.decision.RandomInputs.Step;
import io.tributary.store.decision.Rules;
import io.tributary.store.decision.State;
import io.tributary.store.inbox.Reading;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/** Where a batch ends, and what else is in it, is no matter of what becomes of a connection. */
class FoldHistoryTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private record Outcome(Map<UUID, State> states, List<Recorded> lines) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void batchesOfAnySizeComeToTheSame(long seed) {
        // given
        List<Reading.Readable> history =
                RandomInputs.of(seed, 5, 600).stream().map(FoldHistoryTest::reading).toList();

        // when
        Outcome atOnce = fold(history, history.size(), new Random(seed));

        // then
        assertThat(fold(history, 1, new Random(seed))).isEqualTo(atOnce);
        assertThat(fold(history, 50, new Random(seed))).isEqualTo(atOnce);
        assertThat(atOnce.lines()).isNotEmpty();
    }

    private static Outcome fold(List<Reading.Readable> history, int longest, Random random) {
        Map<UUID, State> states = new HashMap<>();
        List<Recorded> lines = new ArrayList<>();
        for (int from = 0; from < history.size(); ) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(longest));
            Fold fold =
                    new Fold(Rules::decide, 1, new Known(new HashMap<>(states), Map.of()))
                            .apply(history.subList(from, to));
            fold.rows().forEach(row -> states.put(row.key().id(), row.state()));
            lines.addAll(fold.lines());
            assertThat(fold.aside()).isEmpty();
            from = to;
        }
        return new Outcome(states, lines.stream().map(FoldHistoryTest::withoutBytes).toList());
    }

    /** The event's bytes are no part of its equality. */
    private static Recorded withoutBytes(Recorded line) {
        return new Recorded(
                line.partition(),
                line.offset(),
                line.n(),
                line.connection(),
                line.generation(),
                line.version(),
                line.causeTopic(),
                line.causeId(),
                line.causeType(),
                line.change(),
                event(line.event().id()));
    }

    private static Reading.Readable reading(Step step) {
        ConnectionKey key = new ConnectionKey("dev", "crm", "c-" + step.connection());
        long offset = step.input().offset();
        return new Reading.Readable(
                new ConsumerRecord<>("nango.inbox", 0, offset, key.bytes(), null),
                key,
                event("e-" + offset),
                step.input());
    }

    private static CloudEvent event(String id) {
        return new CloudEvent(id, "/test", "test", null, null, null, null, Map.of(), null);
    }
}
