package io.tributary.benchmarks;

import io.tributary.benchmarks.Progress.Plan;
import io.tributary.benchmarks.ingress.IngressBenchmark;
import io.tributary.benchmarks.journey.JourneyBenchmark;
import io.tributary.benchmarks.micro.MicroBenchmark;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.startup.StartupBenchmark;
import io.tributary.benchmarks.store.StoreBenchmark;
import io.tributary.benchmarks.worker.MemoryBenchmark;
import io.tributary.benchmarks.worker.WorkerBenchmark;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/** From the command line to the benchmarks and their report. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures each part as a ratio to the plainest thing that does the same work, both in"
                    + " turns, and what processor time either takes.",
            "",
            "ingress: webhooks per second, verified and acknowledged by Kafka, against the same"
                    + " server with a handler that does nothing; and how long answers take.",
            "journey: how long a change takes, from the POST of its webhook to a consumer of the"
                    + " changes, at 200 per second.",
            "store: inputs per second of three instances, from the inbox to the published changes,"
                    + " against a plain JDBC batch upsert of the same rows.",
            "worker: records per second from Nango's proxy to the acknowledged topic, against"
                    + " fetching the same pages alone.",
            "memory: what is alive in the worker's heap, at most, in a run of 10 000 records of one"
                    + " connection, against that in a run of a million.",
            "startup: how long ./start takes, and each service alone; how much longer the first"
                    + " webhook takes then than the next; and the memory of each process while"
                    + " connections come and are pulled.",
            "micro: the signature check, the look at a webhook's kind, and writing and reading an"
                    + " event, each alone, by JMH, with what it allocates.",
            "",
            "Prints tables and writes a JSON file. Ends with 0 when everything is measured; a ratio"
                    + " that falls short is no error unless --strict says so.",
            ""
        })
public final class Benchmarks implements Callable<Integer> {

    private static final int SHORT = 3;

    /** What can be measured. */
    enum Part {
        INGRESS(1, 35, 25),
        JOURNEY(1, 75, 35),
        STORE(1, 0, 90),
        WORKER(3, 60, 85),
        MEMORY(0, 60, 420),
        STARTUP(1, 60, 45),
        MICRO(1, 0, 35);

        /** In how many comparisons, each with all rounds; 0 where there are always two rounds. */
        private final int comparisons;

        private final int startSeconds;
        private final int roundSeconds;

        Part(int comparisons, int startSeconds, int roundSeconds) {
            this.comparisons = comparisons;
            this.startSeconds = startSeconds;
            this.roundSeconds = roundSeconds;
        }

        private String folder() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Plan plan(int rounds) {
            return new Plan(
                    folder(),
                    comparisons == 0 ? 2 : comparisons * rounds,
                    Duration.ofSeconds(startSeconds),
                    Duration.ofSeconds(roundSeconds));
        }
    }

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "one or some of ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "rounds of both sides; the median counts (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description =
                    "how long each of the ingress' four measurements of a round takes; the"
                            + " journey's takes as long as all four (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--inputs",
            defaultValue = "200000",
            description = "measured inputs of the store per round (default: ${DEFAULT-VALUE})")
    private int inputs;

    @Option(
            names = "--connections",
            defaultValue = "10000",
            description = "connections that the inputs concern (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the store's history and the ingress' mix (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--records",
            defaultValue = "100000",
            description = "records that the worker pulls per round (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(
            names = "--million",
            defaultValue = "1000000",
            description = "records of the large connection (default: ${DEFAULT-VALUE})")
    private int million;

    @Option(
            names = "--page-size",
            defaultValue = "100",
            description = "records per page, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int pageSize;

    @Option(
            names = "--json",
            defaultValue = "benchmarks/target/benchmarks.json",
            description = "the file for programs (default: ${DEFAULT-VALUE})")
    private Path json = Path.of("benchmarks.json");

    @Option(
            names = "--strict",
            description = "ends with 3 if a ratio falls short of what it is to beat")
    private boolean strict;

    @Option(
            names = "--profile",
            description =
                    "records what the services do with JDK Flight Recorder, one file each, and says"
                            + " where their time goes; figures are a little worse then")
    private boolean profile;

    @Spec private @Nullable CommandSpec command;

    /** Takes the options that {@code --help} shows. */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Benchmarks())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        refuse(rounds < 1, "--rounds must be 1 or more, got " + rounds);
        refuse(seconds < 1, "--seconds must be 1 or more, got " + seconds);
        refuse(pageSize < 1 || pageSize > 1_000, "--page-size must be 1 to 1000, got " + pageSize);
        Path home = Path.of(System.getProperty("tributary.home", ".")).toAbsolutePath().normalize();
        Setting setting = new Setting(home, home.resolve("benchmarks/target"), profile);
        Setup setup = Setup.here(home);
        System.out.println(setup);
        if (!setup.quiet().isQuiet()) {
            System.out.println(
                    "WARNING: others are at work on this machine; figures will be worth little.");
        }
        List<Part> order = parts.stream().sorted().toList();
        Progress progress =
                new Progress(
                        rounds,
                        order.stream().map(part -> part.plan(rounds)).toList(),
                        System::nanoTime,
                        System.out::println);
        List<Result> results = new ArrayList<>();
        for (Part part : order) {
            progress.begin();
            results.addAll(measure(part, setting, progress));
            if (profile) {
                results.addAll(Profile.in(setting.in(part.folder()).folder(), setup.at()));
            }
            progress.end();
        }
        Report report = new Report(setup, results);
        System.out.println(report.table());
        report.write(home.resolve(json));
        System.out.println("written to " + json);
        return strict && !report.isBeaten() ? SHORT : 0;
    }

    private List<? extends Result> measure(Part part, Setting setting, Progress progress)
            throws Exception {
        return switch (part) {
            case INGRESS ->
                    new IngressBenchmark(setting, progress, Duration.ofSeconds(seconds), seed)
                            .run();
            case JOURNEY ->
                    List.of(
                            new JourneyBenchmark(
                                            setting, progress, Duration.ofSeconds(4L * seconds))
                                    .run());
            case STORE ->
                    List.of(new StoreBenchmark(setting, progress, inputs, connections, seed).run());
            case WORKER -> new WorkerBenchmark(setting, progress, records, pageSize).run();
            case STARTUP -> new StartupBenchmark(setting, progress).run();
            case MICRO -> List.of(new MicroBenchmark(setting.home(), progress).run());
            case MEMORY -> List.of(new MemoryBenchmark(setting, progress, million).run());
        };
    }

    private void refuse(boolean wrong, String why) {
        if (wrong && command != null) {
            throw new ParameterException(command.commandLine(), why);
        }
    }
}
