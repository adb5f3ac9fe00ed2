package io.tributary.store.decision;

import static io.tributary.store.decision.Given.CREATED;
import static io.tributary.store.decision.Given.LATER;
import static io.tributary.store.decision.Given.NANGO_ID;
import static io.tributary.store.decision.Given.TAGS;
import static io.tributary.store.decision.Given.UPDATED;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.Observation.Via;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** A connection that only the list told of, which does not say when it was updated. */
class ListedConnectionTest {

    private static Input.Seen seen(long read, Via via, Instant updatedAt) {
        return Given.present(
                read, 200, via, Given.seen(NANGO_ID, TAGS, null, List.of(), updatedAt));
    }

    private static State listed() {
        return Rules.decide(Given.none(), seen(60, Via.LIST, null)).state();
    }

    private static Decision claimedAnewAndAnswered(State state, long read, Instant updatedAt) {
        State claimed = Rules.decide(state, Given.created()).state();
        return Rules.decide(claimed, seen(read, Via.SINGLE, updatedAt));
    }

    @Test
    void itsOwnCreationThatComesAfterTheListIsNoReauthorisation() {
        assertThat(claimedAnewAndAnswered(listed(), 61, CREATED).changes()).isEmpty();
    }

    @Test
    void createdLongAgoAndRefreshedSinceItIsNotReauthorisedByAForgedCreation() {
        // when
        Decision decision = claimedAnewAndAnswered(listed(), 61, UPDATED);

        // then
        assertThat(decision.changes()).isEmpty();
        assertThat(decision.state().question()).isNull();
    }

    @Test
    void aChangeSinceTheFirstAnswerIsAReauthorisation() {
        // given
        State answered = claimedAnewAndAnswered(listed(), 61, UPDATED).state();

        // then
        assertThat(claimedAnewAndAnswered(answered, 62, UPDATED).changes()).isEmpty();
        assertThat(claimedAnewAndAnswered(answered, 62, LATER).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.REAUTHORIZED);
    }

    @Test
    void anAnswerThatWasAskedForBeforeTheClaimIsWhereItStarts() {
        // given
        State claimed = Rules.decide(listed(), Given.created()).state();
        Input.Seen early =
                Given.present(
                        61,
                        Given.NOW,
                        Via.SINGLE,
                        Given.seen(NANGO_ID, TAGS, null, List.of(), UPDATED));

        // when
        State open = Rules.decide(claimed, early).state();

        // then
        assertThat(Rules.decide(open, seen(62, Via.SINGLE, UPDATED)).changes()).isEmpty();
        assertThat(Rules.decide(open, seen(62, Via.SINGLE, LATER)).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.REAUTHORIZED);
    }
}
