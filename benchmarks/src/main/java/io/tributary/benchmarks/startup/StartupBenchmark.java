package io.tributary.benchmarks.startup;

import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.Values;
import io.tributary.benchmarks.Values.Value;
import io.tributary.benchmarks.load.Senders;
import io.tributary.benchmarks.service.Service;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.site.Creations;
import io.tributary.benchmarks.site.Site;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * With the AOT caches that {@code ./start train} makes, in each round the whole by {@code ./start},
 * then each service alone, on a broker and a database that run and have its topics and tables.
 * After the last round all of them run together, with new connections coming and their records
 * being pulled, and are looked at while they do.
 */
public final class StartupBenchmark {

    private static final double MOST_SECONDS_OF_ALL = 20;
    private static final double MOST_SECONDS_OF_ONE = 3;
    private static final double MOST_OF_FIRST_WEBHOOK = 3;
    private static final String START = "./start";
    private static final int PER_SECOND = 20;
    private static final int RECORDS = 250;
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final int LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Setting setting;
    private final Progress progress;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final List<Double> firstWebhooks = new ArrayList<>();

    public StartupBenchmark(Setting setting, Progress progress) {
        this.setting = setting.in("startup");
        this.progress = progress;
    }

    /**
     * @throws IllegalStateException if something does not start, or a delivery is not accepted
     */
    public List<Values> run() throws Exception {
        Path programs = Start.train(setting);
        try (Site site = new Site(setting.withPrograms(programs), RECORDS)) {
            // The first time of each makes topics and tables.
            round(site, new LinkedHashMap<>());
            progress.warm();
            for (int i = 1; i <= progress.rounds(); i++) {
                Start.Seen seen = Start.once(setting, i);
                add(seconds, START, seen.ready());
                firstWebhooks.add(seen.firstWebhook());
                round(site, seconds);
                progress.round("./start took %.1f s".formatted(seen.ready().toMillis() / 1e3));
            }
            return List.of(times(), warmth(), memory(site));
        }
    }

    private interface Starting {
        Service start() throws Exception;
    }

    private static void round(Site site, Map<String, List<Double>> into) throws Exception {
        alone(into, "ingress-service", site::ingress);
        alone(into, "connection-store-service", site::store);
        alone(into, "sync-worker", site::worker);
    }

    private static void alone(Map<String, List<Double>> into, String name, Starting starting)
            throws Exception {
        long start = System.nanoTime();
        try (Service _ = starting.start()) {
            add(into, name, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static void add(Map<String, List<Double>> into, String name, Duration took) {
        into.computeIfAbsent(name, _ -> new ArrayList<>()).add(took.toMillis() / 1e3);
    }

    private Values times() {
        return new Values(
                "start-up: from the process' start until it is ready",
                seconds.entrySet().stream()
                        .map(
                                one ->
                                        new Value(
                                                one.getKey(),
                                                "s",
                                                one.getValue(),
                                                one.getKey().equals(START)
                                                        ? MOST_SECONDS_OF_ALL
                                                        : MOST_SECONDS_OF_ONE))
                        .toList());
    }

    private Values warmth() {
        return new Values(
                "the first webhook after ./start, over the median of the next thirty",
                List.of(
                        new Value(
                                "ingress-service", "times", firstWebhooks, MOST_OF_FIRST_WEBHOOK)));
    }

    private Values memory(Site site) throws Exception {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("ingress-service", site.ingress().pid());
        pids.put("connection-store-service", site.store().pid());
        pids.put("sync-worker", site.worker().pid());
        pids.put("nango-simulator", site.simulator().pid());
        pids.put("Kafka", site.kafka().pid());
        pids.put("PostgreSQL", site.postgres().pid());
        int count = (int) (PER_SECOND * LOAD.toSeconds());
        Creations creations = Creations.of(setting.home(), site.simulator(), 0, count);
        try (Senders senders = Senders.connect(site.ingressPort(), 4);
                ExecutorService looking = Executors.newSingleThreadExecutor()) {
            Future<List<Value>> seen = looking.submit(() -> look(pids));
            senders.open(creations, PER_SECOND, Duration.ZERO, LOAD);
            return new Values(
                    "resident memory, with %d new connections a second, %d records pulled of each,"
                                    .formatted(PER_SECOND, RECORDS)
                            + " heaps of services at most 512 MB",
                    seen.get());
        }
    }

    /** Several times while the load lasts. */
    private static List<Value> look(Map<String, Long> pids) throws InterruptedException {
        Map<String, List<Double>> looks = new LinkedHashMap<>();
        for (int i = 0; i < LOOKS; i++) {
            Thread.sleep(BETWEEN_LOOKS);
            pids.forEach(
                    (name, pid) ->
                            looks.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(Resident.megabytes(pid)));
        }
        return looks.entrySet().stream()
                .map(one -> new Value(one.getKey(), "MB", one.getValue()))
                .toList();
    }
}
