package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.BackingServices;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A part is away for a minute while inputs come: the stores wait and go on, nobody ends, nothing is
 * parked. One lab for each part, side by side; and beside the store that was there before, one that
 * is started in the middle of it.
 */
class OutageIT {

    private static final Endurance ENDURANCE = Endurance.fromProperties();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int PER_SECOND = 20;

    /** The longest pause between two attempts is 30 s; then there is the machine's own slowness. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private static final Map<Part, Lab> LABS = new EnumMap<>(Part.class);

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private enum Part {
        POSTGRES,
        KAFKA,
        NANGO
    }

    @AfterAll
    static void close() {
        LABS.values()
                .forEach(
                        lab -> {
                            lab.close();
                            lab.kafka.kill();
                            lab.postgres.kill();
                        });
    }

    @Test
    void everythingWaitsAndGoesOn() {
        // given
        Told.line("outages: tributary.seed=%d", ENDURANCE.seed());
        List<CompletableFuture<?>> labs = new ArrayList<>();
        for (Part part : Part.values()) {
            labs.add(CompletableFuture.runAsync(() -> open(part), THREADS));
        }
        all(labs);
        LABS.get(Part.NANGO).warmUp();

        // when
        List<CompletableFuture<?>> outages = new ArrayList<>();
        for (Part part : Part.values()) {
            outages.add(CompletableFuture.runAsync(() -> outage(part, LABS.get(part)), THREADS));
        }

        // then
        all(outages);
        LABS.forEach(
                (part, lab) ->
                        Told.line("%s: %d changes, inbox %s", part, Audit.of(lab), lab.end()));
    }

    private static void all(List<CompletableFuture<?>> several) {
        CompletableFuture.allOf(several.toArray(CompletableFuture[]::new)).join();
    }

    private static void open(Part part) {
        Lab lab =
                new Lab(
                        "outage-" + part.name().toLowerCase(Locale.ROOT),
                        BackingServices.freshKafka(),
                        BackingServices.freshPostgres(),
                        part == Part.NANGO);
        synchronized (LABS) {
            LABS.put(part, lab);
        }
    }

    private static void outage(Part part, Lab lab) {
        World world = new World(ENDURANCE.seed(), lab.nango, 300, "o");
        JavaProgram before = lab.store("before").start().awaitReady(PATIENCE);
        Feeder feeder = feeder(world, part, lab).start();
        await(part + ": changes").atMost(PATIENCE).until(() -> lab.recorded().size() == 3);

        away(part, lab);
        Instant since = Instant.now();
        JavaProgram amid = lab.store("amid").start();
        Moment.pass(ENDURANCE.outage().minus(Duration.between(since, Instant.now())));

        for (JavaProgram store : List.of(before, amid)) {
            assertThat(store.alive()).as(part + ": " + store.name() + " lives").isTrue();
            assertThat(store.status("liveness")).as(part + ": " + store.name()).isEqualTo(200);
        }
        assertThat(amid.ready()).as(part + ": may be ready").isEqualTo(part == Part.NANGO);

        Instant back = back(part, lab);
        awaitRecovery(part, lab, back);
        before.awaitReady(RECOVERY);
        amid.awaitReady(RECOVERY);
        feeder.stop();
        Quiet.await(lab, PATIENCE);
        assertThat(before.alive() && amid.alive()).as(part + ": both live").isTrue();
        before.stop();
        amid.stop();
    }

    /** While Nango is away, what is told happened before. */
    private static Feeder feeder(World world, Part part, Lab lab) {
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

    private static void away(Part part, Lab lab) {
        switch (part) {
            case POSTGRES -> lab.postgres.stop();
            case KAFKA -> lab.kafka.stop();
            case NANGO -> lab.nango.stop();
        }
    }

    private static Instant back(Part part, Lab lab) {
        switch (part) {
            case POSTGRES -> lab.postgres.restart();
            case KAFKA -> lab.kafka.restart();
            case NANGO -> lab.nango.start();
        }
        return Instant.now();
    }

    private static void awaitRecovery(Part part, Lab lab, Instant back) {
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
                "%s: away for %s, goes on %d ms after it is back",
                part, ENDURANCE.outage(), Duration.between(back, Instant.now()).toMillis());
    }
}
