package io.tributary.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class BackoffTest {
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    @Test
    void doublesUpToThirtySeconds() {
        var backoff = new Backoff();

        List<Long> waits =
                Stream.generate(() -> backoff.after(BRIEFLY).toSeconds()).limit(8).toList();

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterALongLife() {
        var backoff = new Backoff();
        backoff.after(BRIEFLY);
        backoff.after(BRIEFLY);

        Duration wait = backoff.after(Duration.ofMinutes(5));

        assertThat(wait).isEqualTo(Duration.ofSeconds(1));
    }
}
