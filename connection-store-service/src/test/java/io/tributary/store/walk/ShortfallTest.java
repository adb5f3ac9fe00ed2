package io.tributary.store.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionKey;
import io.tributary.store.ledger.Census.Member;
import io.tributary.store.question.Beginning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

class ShortfallTest {

    private static final long BASIS = 100;
    private static final Instant BEGAN = Instant.parse("2026-09-01T08:00:00Z");
    private static final Beginning BEGINNING = new Beginning(9, BEGAN, Map.of(0, BASIS));

    private final Set<UUID> listed = new HashSet<>();
    private final Shortfall shortfall = new Shortfall(BEGINNING, listed, Set.of(5L), _ -> 0);

    private static ConnectionKey key(int number) {
        return new ConnectionKey("dev", "crm", "c" + number);
    }

    private void live(int number, boolean found, Long miss) {
        if (found) {
            listed.add(key(number).id());
        }
        shortfall.add(new Member(key(number), true, 10, miss, null));
    }

    private void live(int from, int to, boolean found, Long miss) {
        IntStream.range(from, to).forEach(number -> live(number, found, miss));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 100, false",
        "200, 101, true",
        "1000, 100, false",
        "1000, 101, true",
        "2000, 200, false",
        "2000, 201, true",
    })
    void moreThanAHundredAndMoreThanATenthNeedAnOperator(int known, int gone, boolean needed) {
        // when
        live(0, gone, false, null);
        live(gone, known, true, null);

        // then
        assertThat(shortfall.needsOperator()).isEqualTo(needed);
        assertThat(shortfall.missing()).hasSize(gone);
        assertThat(shortfall.counts()).isTrue();
    }

    @Test
    void whatAnOperatorAcceptedNeedsNoneAgain() {
        // when
        live(0, 150, false, 5L);
        live(150, 200, true, null);

        // then
        assertThat(shortfall.needsOperator()).isFalse();
        assertThat(shortfall.missing()).hasSize(150);
    }

    @Test
    void whatAnotherWalkMissedStillNeedsOne() {
        // when
        live(0, 150, false, 4L);
        live(150, 200, true, null);

        // then
        assertThat(shortfall.needsOperator()).isTrue();
    }

    @Test
    void aListWithoutAnyKnownConnectionCountsNothing() {
        // when
        live(0, 3, false, null);

        // then
        assertThat(shortfall.counts()).isFalse();
    }

    @Test
    void whereNothingIsKnownAnEmptyListMayBeRight() {
        // when
        shortfall.add(new Member(key(1), false, 10, null, null));

        // then
        assertThat(shortfall.counts()).isTrue();
        assertThat(shortfall.unconfirmed()).containsExactly(key(1));
    }

    @Test
    void whatCameAfterTheWalkBeganIsNotMissing() {
        // when
        shortfall.add(new Member(key(1), true, BASIS, null, null));
        shortfall.add(new Member(key(2), false, BASIS, null, null));

        // then
        assertThat(shortfall.missing()).isEmpty();
        assertThat(shortfall.unconfirmed()).isEmpty();
    }

    @Test
    void aClaimShortlyBeforeTheWalkBeganIsLeftToItsQuestion() {
        // when
        shortfall.add(new Member(key(1), false, 10, null, BEGAN.minusSeconds(1)));

        // then
        assertThat(shortfall.unconfirmed()).isEmpty();
    }

    @Test
    void anOlderClaimIsSettledByTheList() {
        // when
        shortfall.add(new Member(key(1), false, 10, null, BEGAN.minusSeconds(6)));

        // then
        assertThat(shortfall.unconfirmed()).containsExactly(key(1));
    }
}
