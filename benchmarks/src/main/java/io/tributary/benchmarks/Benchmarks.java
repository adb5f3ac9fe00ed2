package io.tributary.benchmarks;

import io.tributary.benchmarks.store.StoreBenchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** From the command line to the benchmark and its report. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the connection store: inputs per second of three instances, from the inbox to"
                    + " the published changes, as a ratio to a plain JDBC batch upsert of the same"
                    + " rows.",
            "Prints a table and writes benchmarks/target/benchmarks.json."
        })
public final class Benchmarks implements Callable<Integer> {

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "rounds of both sides; the median counts (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--inputs",
            defaultValue = "200000",
            description = "measured inputs per round (default: ${DEFAULT-VALUE})")
    private int inputs;

    @Option(
            names = "--connections",
            defaultValue = "10000",
            description = "connections that they concern (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the history (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--profile",
            description = "records what the stores do with JDK Flight Recorder, one file each")
    private boolean profile;

    /** Takes the options that {@code --help} shows. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("tributary.home", ".")).toAbsolutePath().normalize();
        Figures figures =
                new StoreBenchmark(home, rounds, inputs, connections, seed, profile).run();
        System.out.println(figures.table());
        Path json = home.resolve("benchmarks/target/benchmarks.json");
        figures.writeTo(json);
        System.out.println("written to " + home.relativize(json));
        return 0;
    }
}
