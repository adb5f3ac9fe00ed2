package io.tributary.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benchmarks.store.MixedHistory.Step;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.EventType;
import io.tributary.events.Observation;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.kafka.KafkaCloudEvents;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class MixedHistoryTest {

    private static List<Step> steps(long seed) {
        MixedHistory history = new MixedHistory(seed, 50, 12);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            steps.add(history.next());
        }
        return steps;
    }

    private static String type(Step step) {
        return new String(step.record().headers().lastHeader("ce_type").value());
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(steps(7))
                .extracting(MixedHistoryTest::type, Step::connection)
                .isEqualTo(
                        steps(7).stream()
                                .map(step -> Tuple.tuple(type(step), step.connection()))
                                .toList());
    }

    @Test
    void everyClaimIsAnsweredBeforeTheNext() {
        // given
        Map<UUID, Boolean> asked = new HashMap<>();

        // then
        assertThat(steps(8))
                .allSatisfy(
                        step -> {
                            boolean claim = type(step).startsWith(EventType.AUTH_PREFIX);
                            assertThat(asked.getOrDefault(step.connection(), false))
                                    .isEqualTo(!claim);
                            asked.put(step.connection(), claim);
                        });
        assertThat(steps(8))
                .extracting(MixedHistoryTest::type)
                .contains(
                        "nango.webhook.auth.creation",
                        "nango.webhook.auth.override",
                        "nango.webhook.auth.refresh",
                        "nango.webhook.auth.deletion",
                        Observation.Present.CE_TYPE,
                        Observation.Absent.CE_TYPE);
    }

    @Test
    void anAnswerKnowsOfTheClaimBeforeIt() {
        // given
        Map<UUID, Long> claimedAt = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        int answers = 0;

        for (Step step : steps(9)) {
            int partition =
                    ConnectionPartition.of(
                            ConnectionKey.parse(new String(step.record().key())), 12);
            long offset = offsets.merge(partition, 1L, Long::sum) - 1;
            if (type(step).startsWith(EventType.AUTH_PREFIX)) {
                claimedAt.put(step.connection(), offset);
            } else {
                // then
                Observation answer =
                        EventCodec.decodeObservation(
                                KafkaCloudEvents.fromRecord(
                                        new ConsumerRecord<>(
                                                step.record().topic(),
                                                partition,
                                                offset,
                                                -1L,
                                                TimestampType.NO_TIMESTAMP_TYPE,
                                                -1,
                                                -1,
                                                step.record().key(),
                                                step.record().value(),
                                                step.record().headers(),
                                                Optional.empty())));
                assertThat(answer.basis())
                        .isGreaterThan(claimedAt.get(step.connection()))
                        .isLessThanOrEqualTo(offset);
                answers++;
            }
        }
        assertThat(answers).isGreaterThan(2_000);
    }
}
