package io.tributary.worker.endurance;

import io.tributary.worker.stand.Api;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Three workers, who are killed, frozen and replaced. */
final class Fleet implements AutoCloseable {

    /**
     * A death is noticed within four beats, two looks round of two beats each and a poll: 8.2 s.
     */
    static final Map<String, String> NOTICES_SOON =
            Map.of(
                    "db-scheduler.heartbeat-interval", "1s",
                    "db-scheduler.missed-heartbeats-limit", "4",
                    "db-scheduler.polling-interval", "200ms");

    private final List<Worker> workers = new ArrayList<>();
    private final List<Wound> wounds = new ArrayList<>();
    private final Random dice;
    private Map<String, String> pace = Map.of();

    Fleet(Random dice, Function<String, Worker> recruit) {
        this.dice = dice;
        for (String name : List.of("a", "b", "c")) {
            workers.add(recruit.apply(name));
        }
    }

    /** Stops who runs, and starts all with these settings. */
    void startAll(Map<String, String> settings) {
        pace = settings;
        close();
        workers.forEach(worker -> worker.start(settings));
        workers.forEach(Worker::awaitReady);
    }

    void awaitReady(int several) {
        Awaitility.await(several + " workers are ready")
                .atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> workers.stream().filter(Worker::isReady).count() >= several);
    }

    List<Wound> wounds() {
        return wounds;
    }

    void kill(String name) {
        named(name).kill();
        wounds.add(new Wound(name, System.nanoTime(), 0));
    }

    /** Of one that answers. */
    Api api() {
        awaitReady(1);
        return workers.stream().filter(Worker::isReady).findFirst().orElseThrow().api();
    }

    /** Starts again who was killed. */
    void replace() {
        workers.stream().filter(Worker::isDead).forEach(worker -> worker.start(pace));
    }

    /** Kills both, a moment apart. */
    void killWithAnother(String name) {
        List<String> others =
                workers.stream().map(Worker::name).filter(each -> !each.equals(name)).toList();
        String other = others.get(dice.nextInt(others.size()));
        kill(name);
        pass(dice.nextInt(1_000));
        kill(other);
    }

    /** Freezes it until this has happened and a moment more. */
    void freezeUntil(String name, LongConsumer happened) {
        named(name).freeze();
        long at = System.nanoTime();
        happened.accept(at);
        pass(dice.nextInt(1_000));
        wounds.add(new Wound(name, at, System.nanoTime()));
        named(name).thaw();
    }

    /** So that blows fall anywhere in a page. */
    static void pass(long millis) {
        Awaitility.await()
                .pollDelay(Duration.ofMillis(millis))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
    }

    private Worker named(String name) {
        return workers.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
    }
}
