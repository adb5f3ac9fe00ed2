package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Each input once, each change once, in order, whatever is killed, frozen, joins or leaves. Longer
 * and harder on demand: {@code mvn -Pendurance verify -pl connection-store-service -am}, and see
 * {@link Endurance} for what can be set.
 */
class KillIT {

    private static final Endurance ENDURANCE = Endurance.fromProperties();
    private static final Duration BEYOND_SESSION =
            Duration.ofMillis(Lab.SESSION_MILLIS).plusSeconds(2);

    private static Lab lab;

    @BeforeAll
    static void open() {
        Told.line("kills: tributary.seed=%d %s", ENDURANCE.seed(), ENDURANCE);
        lab = Lab.shared();
    }

    @AfterAll
    static void close() {
        lab.endStores();
    }

    private final Random dice = new Random(ENDURANCE.seed());
    private final Crew crew = new Crew(lab);
    private final CommitWindow window = new CommitWindow(lab);
    private int plainKills;
    private int freezes;
    private int joins;

    @Test
    void everyInputIsAppliedOnceAndEveryChangePublishedOnce() {
        // given
        Instant began = Instant.now();
        World world = new World(ENDURANCE.seed(), lab.nango, ENDURANCE.connections(), "w");
        lab.warmUp();
        crew.start("a");
        crew.start("b");
        crew.store("a").awaitReady(Duration.ofSeconds(120));
        crew.store("b").awaitReady(Duration.ofSeconds(120));
        Feeder feeder = new Feeder(world::next, lab.producer, Integer.MAX_VALUE, 200).start();

        // when
        for (int round = 0; !ENDURANCE.enough(window.hits(), since(began)); round++) {
            assertThat(round).as("rounds").isLessThan(4 * ENDURANCE.windowKills());
            crew.awaitWork();
            disturb(round, feeder);
            pace(feeder, began);
        }
        crew.tend();
        feeder.finish(ENDURANCE.inputs());
        Duration disturbed = since(began);
        Quiet.await(lab, Duration.ofMinutes(5));

        // then
        crew.instances().forEach(crew::leave);
        int changes = Audit.of(lab);
        Told.line(
                "kills: %d inputs %s, %d changes, inbox %s; %d kills in the window of %d, %d other"
                        + " kills, %d freezes, %d joins; ended themselves: %s; %s disturbed, %s",
                feeder.fed(),
                world.kinds(),
                changes,
                lab.end(),
                window.hits(),
                window.kills(),
                plainKills,
                freezes,
                joins,
                crew.endedThemselves(),
                disturbed,
                since(began));
    }

    private void disturb(int round, Feeder feeder) {
        switch (round % 6) {
            case 2 -> freeze(any());
            case 3 -> {
                joins++;
                crew.start("c");
                crew.awaitWork();
                killInWindow(feeder);
            }
            case 5 -> {
                crew.leave("c");
                killAnywhere(any());
            }
            default -> killInWindow(feeder);
        }
    }

    private String any() {
        List<String> all = crew.instances();
        return all.get(dice.nextInt(all.size()));
    }

    private void killInWindow(Feeder feeder) {
        List<String> all = crew.instances();
        window.kill(all, feeder, Duration.ofMillis(dice.nextInt(200)), dice.nextInt(6) > 0);
        all.forEach(crew::start);
    }

    private void killAnywhere(String instance) {
        Moment.pass(Duration.ofMillis(dice.nextInt(1_000)));
        plainKills++;
        crew.store(instance).kill();
        crew.start(instance);
    }

    /** Its partitions are another's by the time it wakes. */
    private void freeze(String instance) {
        Moment.pass(Duration.ofMillis(dice.nextInt(1_000)));
        freezes++;
        crew.store(instance).freeze();
        Awaitility.await("the group goes on without " + instance)
                .atMost(Duration.ofSeconds(60))
                .pollDelay(BEYOND_SESSION)
                .until(() -> !lab.owned().containsKey(instance));
        Moment.pass(Duration.ofMillis(dice.nextInt(2_000)));
        crew.store(instance).thaw();
    }

    /** So that the inputs last until the last kill, and there are always some. */
    private void pace(Feeder feeder, Instant began) {
        double share = Math.max(0.02, ENDURANCE.share(window.hits(), since(began)));
        double seconds = since(began).toMillis() / 1_000.0;
        double left = seconds / share - seconds;
        feeder.pace(Math.max(50, (ENDURANCE.inputs() - feeder.fed()) / Math.max(left, 1)));
        Told.line(
                "%.0f s: %d of %d kills in the window, %d fed",
                seconds, window.hits(), window.kills(), feeder.fed());
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }
}
