package io.tributary.store.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class CourtesyTest {

    private static final Duration MOST = Duration.ofSeconds(30);

    private final List<String> paid = new ArrayList<>();
    private Instant now = Instant.parse("2026-09-01T08:00:00Z");
    private boolean plenty;
    private final Courtesy courtesy =
            new Courtesy(
                    most -> {
                        if (!plenty) {
                            now = now.plus(most);
                        }
                        return plenty && paid.add("politely");
                    },
                    _ -> paid.add("ordinarily"),
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    });

    private void starve() throws InterruptedException {
        for (Duration waited = Duration.ZERO;
                waited.compareTo(Courtesy.PATIENCE) < 0;
                waited = waited.plus(MOST)) {
            assertThat(courtesy.await(MOST)).isFalse();
        }
    }

    @Test
    void whatCanWaitWaitsForSomeMinutesAndThenPaysAsTheOthersDo() throws InterruptedException {
        // given
        starve();

        // when
        boolean now = courtesy.await(MOST);
        boolean next = courtesy.await(MOST);

        // then
        assertThat(now && next).isTrue();
        assertThat(paid).containsExactly("ordinarily", "ordinarily");
    }

    @Test
    void withEnoughForEveryoneItIsPoliteAgain() throws InterruptedException {
        // given
        starve();
        plenty = true;
        courtesy.await(MOST);

        // when
        plenty = false;
        boolean paidAtOnce = courtesy.await(MOST);

        // then
        assertThat(paidAtOnce).isFalse();
        assertThat(paid).containsExactly("politely");
    }

    @Test
    void timeThatNobodyWaitedIsNoWaiting() throws InterruptedException {
        // given
        plenty = true;
        courtesy.await(MOST);
        now = now.plus(Duration.ofHours(1));

        // when
        plenty = false;
        boolean paidAtOnce = courtesy.await(MOST);

        // then
        assertThat(paidAtOnce).isFalse();
    }
}
