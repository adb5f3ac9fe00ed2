package io.tributary.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

    @Test
    void tellsTheRateOfLateAndSinceTheStart() {
        Progress progress = progress(NOW.minusSeconds(2), NOW.minusSeconds(40), 1_000);

        assertThat(progress.recently()).isEqualTo(new Progress.Rate(50, 40));
        assertThat(progress.sinceStart()).isEqualTo(new Progress.Rate(10, 300));
    }

    @Test
    void isStillAfterAMinuteWithoutARecordHoweverFastItWas() {
        Progress progress = progress(NOW.minusSeconds(61), NOW.minusSeconds(90), 0);

        assertThat(progress.recently()).isEqualTo(new Progress.Rate(0, 90));
    }

    @Test
    void hasNoRateBeforeItBeganAndNoneInNoTime() {
        Progress unbegun = new Progress(NOW, null, 0, 0, null, null, null, 0, null);
        Progress begun = new Progress(NOW, NOW, 0, 0, NOW, null, NOW, 0, null);

        assertThat(unbegun.recently()).isNull();
        assertThat(unbegun.sinceStart()).isNull();
        assertThat(begun.recently()).isEqualTo(new Progress.Rate(0, 0));
    }

    private static Progress progress(Instant progressedAt, Instant earlierAt, long earlier) {
        return new Progress(
                NOW, NOW.minusSeconds(300), 3_000, 0, NOW, progressedAt, earlierAt, earlier, null);
    }
}
