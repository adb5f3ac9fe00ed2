package io.tributary.store.decision;

import static io.tributary.store.decision.Given.CREATED;
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

    private static Decision claimedAnewAndAnswered(Instant updatedAt) {
        State listed = Rules.decide(Given.none(), seen(60, Via.LIST, null)).state();
        State claimed = Rules.decide(listed, Given.created()).state();
        return Rules.decide(claimed, seen(61, Via.SINGLE, updatedAt));
    }

    @Test
    void itsOwnCreationThatComesAfterTheListIsNoReauthorisation() {
        assertThat(claimedAnewAndAnswered(CREATED).changes()).isEmpty();
    }

    @Test
    void aChangeSinceItsCreationIsOne() {
        assertThat(claimedAnewAndAnswered(UPDATED).changes())
                .extracting(Change::kind)
                .containsExactly(Kind.REAUTHORIZED);
    }
}
