package io.tributary.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;

import org.junit.jupiter.api.Test;

class SchedulerSetupTest {

    private final DbSchedulerProperties settings = new DbSchedulerProperties();

    @Test
    void tellsTwoWorkersOfOneMachineApart() {
        String one = name();
        String other = name();

        assertThat(one).matches(".+-[0-9a-f]{4}").hasSizeLessThanOrEqualTo(50);
        assertThat(other.substring(0, other.lastIndexOf('-')))
                .isEqualTo(one.substring(0, one.lastIndexOf('-')));
        // One in 65,536 is alike: another must not be, too.
        assertThat(one.equals(other) && one.equals(name())).isFalse();
    }

    @Test
    void leavesTheNameToWhoeverConfiguresOne() {
        settings.setSchedulerName("worker-a");

        assertThat(new SchedulerSetup(settings).schedulerName()).isEmpty();
    }

    private String name() {
        return new SchedulerSetup(settings)
                .schedulerName()
                .map(SchedulerName::getName)
                .orElseThrow();
    }
}
