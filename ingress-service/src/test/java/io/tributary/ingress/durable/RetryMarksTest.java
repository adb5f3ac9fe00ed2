package io.tributary.ingress.durable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class RetryMarksTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RetryMarks marks = new RetryMarks(nanos::get);

    @Test
    void tellsTheLastIdenticalDelivery() {
        // given
        marks.remember("dev", "hash", "1");
        marks.remember("dev", "hash", "2");
        pass(Duration.ofSeconds(69));

        // when
        String earlier = marks.remember("dev", "hash", "3");

        // then
        assertThat(earlier).isEqualTo("2");
    }

    @Test
    void forgetsAfterTheLastPossibleRetry() {
        // given
        marks.remember("dev", "hash", "1");
        pass(Duration.ofSeconds(71));

        // when
        String earlier = marks.remember("dev", "hash", "2");

        // then
        assertThat(earlier).isNull();
    }

    @Test
    void keepsEnvironmentsApart() {
        // given
        marks.remember("dev", "hash", "1");

        // when
        String earlier = marks.remember("prod", "hash", "2");

        // then
        assertThat(earlier).isNull();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
