package io.tributary.benchmarks.worker;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.backing.Postgres;
import io.tributary.benchmarks.Figures;
import io.tributary.benchmarks.Figures.Round;
import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.service.Simulator;
import io.tributary.events.ConnectionKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is alive in the worker's heap while it pulls a small connection and while it pulls a large
 * one: a run's memory must not grow with the run. Like is compared with like: pages of one size,
 * nine looks at each run, one after each tenth of it, and all at the same place: a page is done,
 * and the worker waits for the next, which the provider holds back until the look is over. The
 * progress that the API tells is looked at all along.
 */
public final class MemoryBenchmark {

    /** The large one may hold a fifth more. */
    private static final double TARGET = 1 / 1.2;

    private static final int PAGE_SIZE = 1_000;
    private static final int SMALL = 10_000;

    /** As many as the small run has pages. */
    private static final int PARTS = SMALL / PAGE_SIZE;

    private static final Duration HELD = Duration.ofSeconds(4);
    private static final long BETWEEN = 100;
    private static final int STILL = 5;

    /** Beyond a page that is held back, and the start of a run on a busy machine. */
    private static final Duration STANDSTILL = HELD.plusSeconds(30);

    private static final int GROWN = 5;

    private final Setting setting;
    private final Progress progress;
    private final int records;

    /**
     * @param records of the large connection
     */
    public MemoryBenchmark(Setting setting, Progress progress, int records) {
        this.setting = setting.in("memory");
        this.progress = progress;
        this.records = records;
    }

    /**
     * @throws IllegalStateException if the progress goes back or stands still
     */
    public Figures run() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Postgres postgres = BackingServices.freshPostgres()) {
            double small = most(kafka, BackingServices.database(postgres).sync(), SMALL);
            double large = most(kafka, BackingServices.database(postgres).sync(), records);
            return new Figures(
                    "worker: alive in the heap, at most, in a run of %,d and of %,d records"
                            .formatted(SMALL, records),
                    "MB in the small",
                    "MB in the large",
                    TARGET,
                    List.of(new Round(small, large, List.of())));
        }
    }

    /** The most of all looks, in megabytes. */
    private double most(Kafka kafka, Login database, int count) throws Exception {
        ConnectionKey connection =
                new ConnectionKey("dev", Simulator.INTEGRATION, "account-of-" + count);
        Setting here = setting.in(Integer.toString(count));
        try (Simulator simulator = Simulator.start(here, count);
                Worker worker = Worker.start(here, kafka, database, simulator, PAGE_SIZE)) {
            simulator.connect(connection);
            Run run = new Run(simulator, worker, connection, count);
            List<LiveObjects> looks = run.looks();
            worker.awaitEnd(connection, count);
            progress.round("%,d records pulled".formatted(count));
            System.out.printf(
                    "memory: grew most in the run of %,d from the first look to the last: %s%n",
                    count, looks.getLast().grownSince(looks.getFirst(), GROWN));
            return looks.stream().mapToLong(LiveObjects::bytes).max().orElseThrow() / 1e6;
        }
    }

    /** A run under way. */
    private record Run(Simulator simulator, Worker worker, ConnectionKey connection, int count) {

        List<LiveObjects> looks() throws Exception {
            List<LiveObjects> looks = new ArrayList<>();
            // So that there is time to order what happens to the second.
            simulator.slow(1, HELD);
            worker.tell(connection);
            for (int part = 1; part < PARTS; part++) {
                long records = (long) count / PARTS * part;
                awaitProgress(records - PAGE_SIZE);
                simulator.slow(1, HELD);
                looks.add(look(awaitProgress(records)));
            }
            return looks;
        }

        private LiveObjects look(long reached) throws Exception {
            long held = awaitHeld(reached);
            LiveObjects alive = worker.liveObjects();
            if (worker.progress(connection) != held) {
                throw new IllegalStateException(
                        "the look took longer than the page was held back: " + HELD);
            }
            System.out.printf(
                    "memory: %,d of %,d records, %,d kB alive%n",
                    held, count, alive.bytes() / 1_000);
            return alive;
        }

        /** Until the progress stays at the end of a page. */
        private long awaitHeld(long reached) throws Exception {
            long last = reached;
            for (int still = 0; still < STILL; ) {
                Thread.sleep(BETWEEN);
                long now = worker.progress(connection);
                still = now == last && now % PAGE_SIZE == 0 ? still + 1 : 0;
                last = now;
            }
            return last;
        }

        private long awaitProgress(long records) throws Exception {
            long last = 0;
            long since = System.nanoTime();
            while (true) {
                long now = worker.progress(connection);
                if (now < last || System.nanoTime() - since > STANDSTILL.toNanos()) {
                    throw new IllegalStateException(
                            "progress went from %,d to %,d records in %d s"
                                    .formatted(
                                            last,
                                            now,
                                            (System.nanoTime() - since) / 1_000_000_000));
                }
                if (now >= records) {
                    return now;
                }
                if (now > last) {
                    last = now;
                    since = System.nanoTime();
                }
                Thread.sleep(BETWEEN);
            }
        }
    }
}
