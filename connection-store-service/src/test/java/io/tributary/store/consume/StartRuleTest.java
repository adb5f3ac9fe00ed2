package io.tributary.store.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.store.ledger.Applied;

import org.junit.jupiter.api.Test;

class StartRuleTest {

    @Test
    void theVeryFirstStartIsTheEarliest() {
        assertThat(StartRule.of(0, null, null, 5, 90)).isEqualTo(new StartRule(5, 5));
    }

    @Test
    void emptyTablesAreFilledFromTheStartAndPublishNothingAgain() {
        assertThat(StartRule.of(0, null, 80L, 0, 90)).isEqualTo(new StartRule(0, 80));
    }

    /** What was published before is known to consumers, and could not be derived again. */
    @Test
    void emptyTablesAreNotFilledFromWhatIsLeftOfALog() {
        assertThatThrownBy(() -> StartRule.of(3, null, 80L, 5, 90))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nango.inbox-3")
                .hasMessageContaining("starts at offset 5")
                .hasMessageContaining("rebuild --from state --swap");
    }

    @Test
    void whatWasRecordedButNotPublishedIsReadAgain() {
        assertThat(StartRule.of(0, new Applied(50, 40), 45L, 0, 90))
                .isEqualTo(new StartRule(45, 45));
    }

    @Test
    void restoredTablesAreFilledAndPublishNothingAgain() {
        assertThat(StartRule.of(0, new Applied(50, 40), 80L, 0, 90))
                .isEqualTo(new StartRule(50, 80));
    }

    @Test
    void withoutCommittedOffsetsItStartsAtWhatIsSurelyPublished() {
        assertThat(StartRule.of(0, new Applied(50, 40), null, 0, 90))
                .isEqualTo(new StartRule(40, 40));
    }

    @Test
    void aLogThatStartsAfterWhatIsAppliedIsRefused() {
        assertThatThrownBy(() -> StartRule.of(3, new Applied(50, 40), 50L, 51, 90))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nango.inbox-3")
                .hasMessageContaining("inputs 50 to 50 are missing");
    }

    @Test
    void aLogThatEndsBeforeWhatIsAppliedIsRefused() {
        assertThatThrownBy(() -> StartRule.of(3, new Applied(50, 40), 50L, 0, 49))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("lost inputs")
                .hasMessageContaining("java -jar connection-store-service.jar rebuild");
    }

    @Test
    void deletedSegmentsThatWerePublishedAreNotMissed() {
        assertThat(StartRule.of(0, new Applied(50, 40), null, 45, 90))
                .isEqualTo(new StartRule(45, 40));
    }
}
