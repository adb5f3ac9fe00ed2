package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;

import io.tributary.worker.run.Jobs;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Looks every 4 s, as db-scheduler does where workers beat every 2 s. */
class DeadJobsTest {

    private static final Duration LOOK = Duration.ofSeconds(4);
    private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Instant> revived = new ArrayList<>();
    private Instant now = DUE.plusSeconds(60);
    private final DeadJobs dead = new DeadJobs(beats(), new Watch());

    @Test
    void revivesWhatTwoLooksInARowFindWithTheSameBeat() {
        looks(3);

        look(job(5, DUE));
        assertThat(revived).isEmpty();
        look(job(5, DUE));

        assertThat(revived).containsExactly(DUE);
    }

    @Test
    void leavesWhoBeatInBetween() {
        looks(3);

        look(job(5, DUE));
        look(job(5, DUE.plusSeconds(1)));
        look();
        look(job(5, DUE.plusSeconds(1)));

        assertThat(revived).isEmpty();
    }

    @Test
    void leavesWhoTookItOverInBetween() {
        looks(3);

        look(job(5, DUE));
        look(job(7, DUE));

        assertThat(revived).isEmpty();
    }

    /**
     * Nor this worker's own beginning, which is after an outage too where all had to begin anew.
     */
    @Test
    void givesAllALeaseToBeatAgainAfterLooksThatDidNotComeAbout() {
        looks(5);
        now = now.plus(LOOK.multipliedBy(2));

        look(job(5, DUE));
        look(job(5, DUE));
        look(job(5, DUE));
        assertThat(revived).isEmpty();
        look(job(5, DUE));

        assertThat(revived).hasSize(1);
    }

    private void looks(int several) {
        for (int i = 0; i < several; i++) {
            look();
        }
    }

    private void look(Execution... found) {
        now = now.plus(LOOK);
        for (Execution execution : found) {
            dead.deadExecution(
                    ExecutionComplete.failure(execution, now, now, null), new Revived(execution));
        }
        dead.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
    }

    private static Execution job(long version, Instant heartbeat) {
        return new Execution(
                DUE,
                Jobs.PULL.instance("run").build(),
                true,
                "worker",
                null,
                null,
                0,
                heartbeat,
                version);
    }

    private static DbSchedulerProperties beats() {
        DbSchedulerProperties settings = new DbSchedulerProperties();
        settings.setHeartbeatInterval(Duration.ofSeconds(2));
        return settings;
    }

    private final class Revived extends ExecutionOperations<Void> {

        private Revived(Execution execution) {
            super(null, null, execution);
        }

        @Override
        public void reschedule(ExecutionComplete complete, Instant due) {
            revived.add(due);
        }
    }

    private final class Watch extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
