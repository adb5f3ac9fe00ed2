package io.tributary.store.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.store.inbox.Reading;
import io.tributary.store.inbox.Reason;
import io.tributary.store.ledger.Window;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.util.List;

class AssignmentTest {

    private final Assignment assignment = new Assignment();

    private static List<Reading> batch(int partition, long offset) {
        return List.of(
                new Reading.Unreadable(
                        new ConsumerRecord<>("nango.inbox", partition, offset, null, null),
                        null,
                        new Reason("no-key", "-")));
    }

    @Test
    void questionsWaitUntilTheEndIsReached() {
        // given
        assignment.begin(1, new Assignment.Reach(5, 5, 8));
        assertThat(assignment.partitions()).isEmpty();

        // when
        assignment.passed(batch(1, 7));

        // then
        assertThat(assignment.partitions()).containsExactly(1);
    }

    /** The mark that ends a transaction takes an offset, and no input comes at it. */
    @Test
    void theEndIsReachedAlsoIfNoInputLiesRightBeforeIt() {
        // given
        assignment.begin(1, new Assignment.Reach(5, 5, 8));
        assignment.passed(batch(1, 6));
        assignment.waitsAt(1, 7);
        assertThat(assignment.partitions()).isEmpty();

        // when
        assignment.waitsAt(1, 8);

        // then
        assertThat(assignment.partitions()).containsExactly(1);
        assertThat(assignment.windows(batch(1, 8))).containsEntry(1, new Window(7, 5));
    }

    @Test
    void anEmptyPartitionIsCaughtUpAtOnce() {
        // when
        assignment.begin(1, new Assignment.Reach(8, 8, 8));

        // then
        assertThat(assignment.partitions()).containsExactly(1);
    }

    @Test
    void nothingIsTakenOfAPartitionWithoutAStart() {
        // given
        assignment.begin(1, new Assignment.Reach(5, 4, 8));
        assertThat(assignment.windows(batch(1, 5))).containsEntry(1, new Window(5, 4));

        // when
        assignment.end(List.of(1));

        // then
        assertThatThrownBy(() -> assignment.windows(batch(1, 5)))
                .isInstanceOf(IllegalStateException.class);
    }
}
