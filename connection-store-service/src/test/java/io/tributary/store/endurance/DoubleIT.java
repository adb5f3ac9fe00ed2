package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Two processes under one name: one refuses, the other goes on, and nothing is lost or twice. */
class DoubleIT {

    private static final Endurance ENDURANCE = Endurance.fromProperties();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static Lab lab;

    @BeforeAll
    static void open() {
        Told.line("doubles: tributary.seed=%d", ENDURANCE.seed());
        lab = Lab.shared();
        lab.warmUp();
    }

    @AfterAll
    static void close() {
        lab.endStores();
    }

    @Test
    void theSecondRefusesAndTheFrozenOneLeavesWhenItWakes() {
        // given
        World world = new World(ENDURANCE.seed(), lab.nango, 200, "d");
        Feeder feeder = new Feeder(world::next, lab.producer, Integer.MAX_VALUE, 20).start();
        JavaProgram first = lab.store("a").start().awaitReady(PATIENCE);

        // when
        JavaProgram second = lab.doubleOf("a").start();

        // then
        assertThat(second.exitCode(PATIENCE)).isEqualTo(1);
        assertThat(second.reasonForEnding())
                .contains("another process is running as tributary.instance=a")
                .contains("give each process a name of its own");
        assertThat(first.alive()).isTrue();
        goesOn();

        // when
        first.freeze();
        second.start().awaitReady(PATIENCE);
        goesOn();
        first.thaw();

        // then
        assertThat(first.exitCode(PATIENCE)).isEqualTo(1);
        assertThat(first.reasonForEnding()).contains("tributary.instance");
        assertThat(second.alive()).isTrue();
        goesOn();
        feeder.stop();
        // What the one that was frozen was about to ask, it had for itself for two minutes.
        Quiet.await(lab, Duration.ofMinutes(5));
        assertThat(second.alive()).isTrue();
        second.stop();
        Told.line("doubles: %d inputs, changes %s", feeder.fed(), Audit.of(lab));
    }

    private static void goesOn() {
        var before = lab.recorded();
        await("changes beyond " + before)
                .atMost(PATIENCE)
                .until(() -> !lab.recorded().equals(before));
    }
}
