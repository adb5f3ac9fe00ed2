package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.events.Observation.Via;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionsAnswer.Page;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.store.question.FloodBook.Unconfirmed;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class SettlementTest {

    private static final Beginning BEFORE = new Beginning(7, Instant.EPOCH, Map.of(0, 100L));
    private static final ConnectionKey KEY = new ConnectionKey("dev", "crm", "c-1");

    private static Unconfirmed open(long up, boolean settled) {
        return new Unconfirmed(
                new Due(KEY, 0, up, 0, UUID.randomUUID(), false, !settled), up, settled);
    }

    private static Page page(int limit, String... connectionIds) {
        return new Page(
                ConnectionsQuery.page(0, limit),
                List.of(connectionIds).stream().map(SettlementTest::row).toList(),
                null);
    }

    private static ConnectionSummary row(String connectionId) {
        return new ConnectionSummary(
                1, connectionId, "crm", "hubspot", Map.of(), null, List.of(), Instant.EPOCH);
    }

    private static Settlement of(Unconfirmed open, Page page) {
        return Settlement.of(List.of(open), "dev", BEFORE, page, page.isLast());
    }

    @Test
    void whatIsListedIsThereHoweverFresh() {
        // when
        Settlement settlement = of(open(99, false), page(1, "c-1"));

        // then
        Observation answer = settlement.answers().get(KEY);
        assertThat(answer).isInstanceOf(Observation.Present.class);
        assertThat(answer.via()).isEqualTo(Via.LIST);
        assertThat(answer.read()).isEqualTo(7);
        assertThat(answer.basis()).isEqualTo(100);
        assertThat(settlement.answered()).hasSize(1);
    }

    @Test
    void whatTheWholeListLacksIsNotThere() {
        // when
        Settlement settlement = of(open(99, true), page(2, "c-2"));

        // then
        assertThat(settlement.answers().get(KEY))
                .isEqualTo(new Observation.Absent(7, 100, Via.LIST, 7L, "missing_from_list"));
    }

    @Test
    void aPartOfTheListProvesNoAbsence() {
        assertThat(of(open(99, true), page(1, "c-2")).single()).hasSize(1);
    }

    @Test
    void aReplicaIsGivenTimeToKnow() {
        assertThat(of(open(99, false), page(2, "c-2")).tooFresh()).hasSize(1);
    }

    @Test
    void aClaimThatCameAfterTheQuestionIsAskedAgain() {
        assertThat(of(open(100, true), page(2, "c-2")).single()).hasSize(1);
    }

    @Test
    void theSameIdElsewhereIsAnother() {
        // given
        Unconfirmed open =
                new Unconfirmed(
                        new Due(
                                new ConnectionKey("dev", "mail", "c-1"),
                                0,
                                99,
                                0,
                                UUID.randomUUID(),
                                false,
                                false),
                        99,
                        true);

        // when
        Settlement settlement = of(open, page(2, "c-1"));

        // then
        assertThat(settlement.answers().values())
                .singleElement()
                .isInstanceOf(Observation.Absent.class);
    }
}
