package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A part is away for a minute while inputs come: the stores wait and go on, nobody ends, nothing is
 * parked. One part after the other; and beside the store that was there before, one that is started
 * in the middle of it.
 */
class OutageIT {

    private static final Endurance ENDURANCE = Endurance.fromProperties();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int PER_SECOND = 20;

    /** The longest pause between two attempts is 30 s; then there is the machine's own slowness. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private static Lab lab;

    private enum Part {
        POSTGRES,
        KAFKA,
        NANGO
    }

    @BeforeAll
    static void open() {
        Told.line("outages: tributary.seed=%d", ENDURANCE.seed());
        lab =
                new Lab(
                        "outage",
                        BackingServices.freshKafka(),
                        BackingServices.freshPostgres(),
                        true);
        lab.warmUp();
    }

    @AfterAll
    static void close() {
        lab.close();
        lab.kafka.kill();
        lab.postgres.kill();
    }

    @Test
    void everythingWaitsAndGoesOn() {
        // given
        World world = new World(ENDURANCE.seed(), lab.nango, 300, "o");
        JavaProgram before = lab.store("before").start().awaitReady(PATIENCE);

        // when
        for (Part part : Part.values()) {
            outage(part, world, before);
        }

        // then
        before.stop();
        Told.line("outages: %d changes, inbox %s", Audit.of(lab), lab.end());
    }

    private static void outage(Part part, World world, JavaProgram before) {
        Feeder feeder = feeder(world, part).start();
        Map<Integer, Long> recorded = lab.recorded();
        await(part + ": changes beyond " + recorded)
                .atMost(PATIENCE)
                .until(() -> lab.recorded().size() == 3 && !lab.recorded().equals(recorded));

        away(part);
        Instant since = Instant.now();
        JavaProgram amid = lab.store("amid").start();
        // Its start is part of what is tried, however long it takes on this machine.
        amid.await(part == Part.NANGO ? "readiness" : "liveness", PATIENCE);
        Moment.pass(ENDURANCE.outage().minus(Duration.between(since, Instant.now())));

        for (JavaProgram store : List.of(before, amid)) {
            assertThat(store.alive()).as(part + ": " + store.name() + " lives").isTrue();
            assertThat(store.status("liveness")).as(part + ": " + store.name()).isEqualTo(200);
        }
        assertThat(amid.ready()).as(part + ": may be ready").isEqualTo(part == Part.NANGO);

        back(part);
        awaitRecovery(part, since);
        before.awaitReady(RECOVERY);
        amid.awaitReady(RECOVERY);
        feeder.stop();
        Quiet.await(lab, PATIENCE);
        assertThat(before.alive() && amid.alive()).as(part + ": both live").isTrue();
        amid.stop();
    }

    /** While Nango is away, what is told happened before. */
    private static Feeder feeder(World world, Part part) {
        if (part != Part.NANGO) {
            return new Feeder(world::next, lab.producer, Integer.MAX_VALUE, PER_SECOND);
        }
        List<Webhook> told = new ArrayList<>();
        for (int i = 0; i < (ENDURANCE.outage().toSeconds() + 60) * PER_SECOND; i++) {
            told.add(world.next());
        }
        Iterator<Webhook> one = told.iterator();
        return new Feeder(one::next, lab.producer, told.size(), PER_SECOND);
    }

    private static void away(Part part) {
        switch (part) {
            case POSTGRES -> lab.postgres.stop();
            case KAFKA -> lab.kafka.stop();
            case NANGO -> lab.nango.stop();
        }
    }

    private static void back(Part part) {
        switch (part) {
            case POSTGRES -> lab.postgres.restart();
            case KAFKA -> lab.kafka.restart();
            case NANGO -> lab.nango.start();
        }
    }

    private static void awaitRecovery(Part part, Instant since) {
        Instant back = Instant.now();
        Map<Integer, Long> recorded = lab.recorded();
        Map<Integer, Long> committed = lab.committed();
        await(part + ": goes on")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () ->
                                !lab.recorded().equals(recorded)
                                        && !lab.committed().equals(committed));
        Told.line(
                "%s: away for %d s, goes on %d ms after it is back",
                part,
                Duration.between(since, back).toSeconds(),
                Duration.between(back, Instant.now()).toMillis());
    }
}
