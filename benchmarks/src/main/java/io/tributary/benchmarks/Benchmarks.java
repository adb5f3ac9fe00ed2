package io.tributary.benchmarks;

import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.store.StoreBenchmark;
import io.tributary.benchmarks.worker.MemoryBenchmark;
import io.tributary.benchmarks.worker.WorkerBenchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** From the command line to the benchmark and its report. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = {
            "Measures each part as a ratio to the plainest thing that does the same work, both in"
                    + " turns, and what processor time either takes.",
            "store: inputs per second of three instances, from the inbox to the published changes,"
                    + " against a plain JDBC batch upsert of the same rows.",
            "worker: records per second from Nango's proxy to the acknowledged topic, against"
                    + " fetching the same pages alone.",
            "memory: the worker's heap after a collection at 10 000 records of one connection,"
                    + " against that at a million.",
            "Prints tables and writes benchmarks/target/benchmarks.json."
        })
public final class Benchmarks implements Callable<Integer> {

    private static final int SHORT = 3;

    /** What can be measured. */
    enum Part {
        STORE,
        WORKER,
        MEMORY
    }

    @Option(
            names = "--only",
            split = ",",
            description = "one or some of ${COMPLETION-CANDIDATES} (default: all)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "rounds of both sides; the median counts (default: ${DEFAULT-VALUE})")
    private int rounds;

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
            description = "of the history (default: ${DEFAULT-VALUE})")
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
            names = "--strict",
            description = "ends with 3 if a ratio falls short of what it is to beat")
    private boolean strict;

    @Option(
            names = "--profile",
            description = "records what the services do with JDK Flight Recorder, one file each")
    private boolean profile;

    /** Takes the options that {@code --help} shows. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("tributary.home", ".")).toAbsolutePath().normalize();
        Setting setting = new Setting(home, home.resolve("benchmarks/target"), profile);
        List<Figures> all = new ArrayList<>();
        if (parts.contains(Part.STORE)) {
            all.add(new StoreBenchmark(setting, rounds, inputs, connections, seed).run());
        }
        if (parts.contains(Part.WORKER)) {
            all.addAll(new WorkerBenchmark(setting, rounds, records, pageSize).run());
        }
        if (parts.contains(Part.MEMORY)) {
            all.add(new MemoryBenchmark(setting, million).run());
        }
        all.forEach(figures -> System.out.println(figures.table()));
        Path json = home.resolve("benchmarks/target/benchmarks.json");
        Figures.write(all, json);
        System.out.println("written to " + home.relativize(json));
        return strict && !all.stream().allMatch(Figures::isBeaten) ? SHORT : 0;
    }
}
