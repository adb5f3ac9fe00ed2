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

import java.util.ArrayList;
import java.util.List;

/**
 * What the worker's heap holds after a collection, while it pulls a small connection and while it
 * pulls a large one: a run's memory must not grow with the run. The heap is looked at all along,
 * and so is the progress that the API tells.
 */
public final class MemoryBenchmark {

    /** The large one may hold a fifth more. */
    private static final double TARGET = 1 / 1.2;

    private static final int PAGE_SIZE = 1_000;
    private static final int SMALL = 10_000;
    private static final long BETWEEN_LOOKS = 2_000;

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
     * @throws IllegalStateException if the progress ever stands still between two looks, or goes
     *     back
     */
    public Figures run() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Postgres postgres = BackingServices.freshPostgres()) {
            Login database = BackingServices.database(postgres).sync();
            double small = heap(kafka, database, SMALL);
            double large = heap(kafka, BackingServices.database(postgres).sync(), records);
            return new Figures(
                    "worker: heap after a collection, at %,d and at %,d records of one connection"
                            .formatted(SMALL, records),
                    "MB at the few",
                    "MB at the many",
                    TARGET,
                    List.of(new Round(small, large, List.of())));
        }
    }

    /** The most that was seen in the last fifth of the run and right after it, in megabytes. */
    private double heap(Kafka kafka, Login database, int count) throws Exception {
        ConnectionKey connection =
                new ConnectionKey("dev", Simulator.INTEGRATION, "account-of-" + count);
        Setting here = setting.in(Integer.toString(count));
        try (Simulator simulator = Simulator.start(here, count);
                Worker worker = Worker.start(here, kafka, database, simulator, PAGE_SIZE)) {
            simulator.connect(connection);
            worker.tell(connection);
            List<Long> heaps = new ArrayList<>();
            long before = 0;
            while (before < count) {
                Thread.sleep(count == SMALL ? 100 : BETWEEN_LOOKS);
                long now = worker.progress(connection);
                if (now < before || now == before && now > 0 && count > SMALL) {
                    throw new IllegalStateException(
                            "progress went from %,d to %,d records".formatted(before, now));
                }
                before = now;
                heaps.add(worker.heapAfterCollection());
                System.out.printf(
                        "memory: %,d of %,d records, %,d kB after a collection%n",
                        now, count, heaps.getLast() / 1024);
            }
            worker.awaitEnd(connection, count);
            heaps.add(worker.heapAfterCollection());
            progress.round("%,d records pulled".formatted(count));
            return heaps.subList(heaps.size() * 4 / 5, heaps.size()).stream()
                            .mapToLong(Long::longValue)
                            .max()
                            .orElseThrow()
                    / 1e6;
        }
    }
}
