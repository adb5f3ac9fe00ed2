package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Observation;
import io.tributary.events.Observation.Via;
import io.tributary.store.decision.Ask;
import io.tributary.store.decision.Decider;
import io.tributary.store.decision.Input;
import io.tributary.store.decision.Rules;
import io.tributary.store.decision.State;
import io.tributary.store.inbox.Reading;
import io.tributary.store.inbox.Reason;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An answer that is put aside must not be what asks for the next one. */
class ParkedAnswerTest {

    private static final ConnectionKey KEY = new ConnectionKey("dev", "crm", "c-1");
    private static final Decider FAILS_ON_ANSWERS =
            (state, input) -> {
                if (input instanceof Input.Missing) {
                    throw new IllegalStateException("a bug");
                }
                return Rules.decide(state, input);
            };

    private final Map<UUID, State> states = new HashMap<>();

    private Fold apply(Reading reading) {
        Fold fold =
                new Fold(FAILS_ON_ANSWERS, 1, new Known(new HashMap<>(states), Map.of()))
                        .apply(List.of(reading));
        fold.rows().forEach(row -> states.put(row.key().id(), row.state()));
        return fold;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String type) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("nango.inbox", 0, offset, KEY.bytes(), null);
        record.headers().add("ce_type", type.getBytes(UTF_8));
        return record;
    }

    private static Reading unreadable(long offset, String type) {
        return new Reading.Unreadable(record(offset, type), KEY, new Reason("malformed", "-"));
    }

    private static Reading claim() {
        return readable(1, EventType.AUTH_PREFIX + "creation", new Input.Authorized(1));
    }

    private static Reading undecidable(long offset) {
        return readable(
                offset,
                Observation.Absent.CE_TYPE,
                new Input.Missing(
                        offset, new Observation.Absent(9, offset, Via.SINGLE, null, "not_found")));
    }

    private static Reading readable(long offset, String type, Input input) {
        CloudEvent event =
                new CloudEvent(
                        "e-" + offset, "/test", type, null, null, null, null, Map.of(), null);
        return new Reading.Readable(record(offset, type), KEY, event, input);
    }

    @Test
    void anOpenQuestionIsNotRaisedAnewByAnAnswerThatCannotBeDecided() {
        // given
        assertThat(apply(claim()).raised()).hasSize(1);

        // when
        Fold fold = apply(undecidable(2));

        // then
        assertThat(fold.aside()).hasSize(1);
        assertThat(fold.raised()).isEmpty();
        assertThat(fold.rows()).isEmpty();
    }

    @Test
    void norByOneThatCannotBeRead() {
        // given
        apply(claim());

        // when
        Fold fold = apply(unreadable(2, Observation.Present.CE_TYPE));

        // then
        assertThat(fold.aside()).hasSize(1);
        assertThat(fold.raised()).isEmpty();
    }

    @Test
    void whereNoneIsOpenItOpensOne() {
        // when
        Fold first = apply(unreadable(2, Observation.Present.CE_TYPE));
        Fold second = apply(unreadable(3, Observation.Present.CE_TYPE));

        // then
        assertThat(first.raised()).extracting(one -> one.ask()).containsExactly(Ask.NOW);
        assertThat(second.raised()).isEmpty();
    }

    @Test
    void aWebhookThatIsPutAsideRaisesItAnew() {
        // given
        apply(claim());

        // when
        Fold fold = apply(unreadable(2, EventType.AUTH_PREFIX + "deletion"));

        // then
        assertThat(fold.raised()).extracting(one -> one.ask()).containsExactly(Ask.NOW);
    }
}
