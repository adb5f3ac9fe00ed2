package io.tributary.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.http.BodyBudget.Share;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

class BodyBudgetTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BodyBudget budget = new BodyBudget(settings(), meters);

    @Test
    void refusesBytesThatAreNotThereAndGivesAllBack() {
        // given
        Share first = budget.open().orElseThrow();
        Share second = budget.open().orElseThrow();
        assertThat(first.grow(60)).isTrue();

        // when
        boolean grown = second.grow(41);

        // then
        assertThat(grown).isFalse();
        assertThat(second.grow(40)).isTrue();
        assertThat(held()).isEqualTo(100);
        first.close();
        first.close();
        assertThat(held()).isEqualTo(40);
        second.shrink();
        assertThat(held()).isZero();
    }

    @Test
    void refusesOneRequestTooMany() {
        // given
        Share first = budget.open().orElseThrow();
        budget.open().orElseThrow();

        // when
        boolean third = budget.open().isPresent();

        // then
        assertThat(third).isFalse();
        first.close();
        assertThat(budget.open()).isPresent();
    }

    @Test
    void whatArrivesAfterTheEndIsNotHeld() {
        // given
        Share share = budget.open().orElseThrow();
        share.close();

        // when
        boolean grown = share.grow(1);

        // then
        assertThat(grown).isFalse();
        assertThat(held()).isZero();
    }

    private double held() {
        return meters.get("tributary.ingress.body.bytes").gauge().value();
    }

    private static IngressSettings settings() {
        return new IngressSettings(
                DataSize.ofBytes(10),
                DataSize.ofBytes(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                DataSize.ofBytes(100),
                2,
                10);
    }
}
