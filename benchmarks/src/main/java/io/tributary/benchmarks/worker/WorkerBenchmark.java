package io.tributary.benchmarks.worker;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.backing.Postgres;
import io.tributary.benchmarks.Figures;
import io.tributary.benchmarks.Figures.Cost;
import io.tributary.benchmarks.Figures.Round;
import io.tributary.benchmarks.Processor;
import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.service.Simulator;
import io.tributary.events.ConnectionKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One broker, one database, one worker, one stand-in Nango. In each round one connection's records
 * are pulled, and right after it the same pages are fetched alone; a round that does not count
 * comes first. Once with a provider that answers at once, which is the hardest comparison there is,
 * once with a fast one, and once with one that takes as long as providers do.
 */
public final class WorkerBenchmark {

    private static final double TARGET = 0.7;

    private static final Duration FAST = Duration.ofMillis(10);

    /** What GitHub, HubSpot and Stripe are glad to be faster than. */
    private static final Duration USUAL = Duration.ofMillis(100);

    private final Setting setting;
    private final Progress progress;
    private final int records;
    private final int pageSize;

    /**
     * @param records of one connection
     * @param pageSize records per page, at most 1 000
     */
    public WorkerBenchmark(Setting setting, Progress progress, int records, int pageSize) {
        this.setting = setting.in("worker");
        this.progress = progress;
        this.records = records;
        this.pageSize = pageSize;
    }

    /**
     * @throws IllegalStateException if the worker ends or does not pull everything
     */
    public List<Figures> run() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Postgres postgres = BackingServices.freshPostgres();
                Simulator simulator = Simulator.start(setting, records)) {
            Login database = BackingServices.database(postgres).sync();
            try (Worker worker = Worker.start(setting, kafka, database, simulator, pageSize)) {
                Bench bench = new Bench(kafka, postgres, simulator, worker);
                return List.of(
                        figures(bench, "answers at once", Duration.ZERO),
                        figures(bench, taking(FAST), FAST),
                        figures(bench, taking(USUAL), USUAL));
            }
        }
    }

    private static String taking(Duration delay) {
        return "takes %d ms for a page".formatted(delay.toMillis());
    }

    private record Bench(Kafka kafka, Postgres postgres, Simulator simulator, Worker worker) {}

    private Figures figures(Bench bench, String provider, Duration delay) throws Exception {
        round(bench, delay, 0);
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= progress.rounds(); i++) {
            Round round = round(bench, delay, i);
            progress.round(
                    "provider %s, %,.0f records/s, alone %,.0f/s, ratio %.2f"
                            .formatted(provider, round.measured(), round.plain(), round.ratio()));
            measured.add(round);
        }
        String name =
                "worker: %,d records in pages of %d a round, the provider %s"
                        .formatted(records, pageSize, provider);
        return new Figures(name, "records/s", "alone records/s", TARGET, measured);
    }

    private Round round(Bench bench, Duration delay, int number) throws Exception {
        ConnectionKey connection =
                new ConnectionKey(
                        "dev",
                        Simulator.INTEGRATION,
                        "account-%d-%d".formatted(delay.toMillis(), number));
        bench.simulator().connect(connection);
        int pages = Math.ceilDiv(records, pageSize);

        bench.simulator().slow(pages, delay);
        Processor processor =
                new Processor()
                        .of("worker", Stream.of(bench.worker().pid()))
                        .of("PostgreSQL", Stream.of(bench.postgres().pid()))
                        .of("Kafka", Stream.of(bench.kafka().pid()))
                        .of("simulator", Stream.of(bench.simulator().pid()))
                        .start();
        double pulled = bench.worker().pull(connection, records);
        List<Cost> costs = new ArrayList<>(processor.each(records));

        bench.simulator().slow(pages, delay);
        Processor alone =
                new Processor()
                        .of("alone: simulator", Stream.of(bench.simulator().pid()))
                        .of("alone: client", Stream.of(ProcessHandle.current().pid()))
                        .start();
        double fetched =
                FetchAlone.run(
                        bench.simulator(),
                        connection,
                        "/v1/contacts?per_page=" + pageSize,
                        records);
        costs.addAll(alone.each(records));
        return new Round(pulled, fetched, costs);
    }
}
