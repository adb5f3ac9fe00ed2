package io.tributary.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.SettableClock;
import io.tributary.simulator.delivery.DeliverySettings.CircuitSettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CircuitTest {

    private final SettableClock clock = new SettableClock();
    private final Circuit circuit = circuit(true);

    private Circuit circuit(boolean enabled) {
        return new Circuit(
                new CircuitSettings(enabled, 5, Duration.ofSeconds(10), Duration.ofSeconds(60)),
                clock);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.ended(false);
        }
    }

    @Test
    void fiveFailuresAreBorne() {
        fail(5);

        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void theSixthOpensItForSixtySeconds() {
        fail(6);

        assertThat(circuit.admits()).isFalse();
        clock.pass(Duration.ofSeconds(59));
        assertThat(circuit.admits()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void failuresOlderThanTenSecondsDoNotCount() {
        fail(3);
        clock.pass(Duration.ofSeconds(11));
        fail(5);

        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void onlyOneProbeIsLetThrough() {
        fail(6);
        clock.pass(Duration.ofSeconds(60));

        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.admits()).isFalse();
    }

    @Test
    void aProbeThatSucceedsClosesIt() {
        fail(6);
        clock.pass(Duration.ofSeconds(60));
        circuit.admits();

        circuit.ended(true);

        assertThat(circuit.admits()).isTrue();
        fail(5);
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void aProbeThatFailsOpensItAgain() {
        fail(6);
        clock.pass(Duration.ofSeconds(60));
        circuit.admits();

        circuit.ended(false);

        clock.pass(Duration.ofSeconds(59));
        assertThat(circuit.admits()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(circuit.admits()).isTrue();
    }

    @Test
    void withoutRedisThereIsNone() {
        Circuit without = circuit(false);

        for (int i = 0; i < 100; i++) {
            without.ended(false);
        }

        assertThat(without.admits()).isTrue();
    }
}
