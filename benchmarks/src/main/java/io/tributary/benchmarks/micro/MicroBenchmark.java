package io.tributary.benchmarks.micro;

import static java.util.Objects.requireNonNull;

import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.Values;
import io.tributary.benchmarks.Values.Value;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Each step in JVMs of its own, as many as there are rounds; a round measures every step once. */
public final class MicroBenchmark {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final TimeValue EACH = TimeValue.milliseconds(300);
    private static final int WARM_UPS = 5;
    private static final int ITERATIONS = 5;

    private final Path home;
    private final Progress progress;

    /**
     * @param home the project's folder
     */
    public MicroBenchmark(Path home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /**
     * @throws RunnerException if a step throws
     */
    public Values run() throws RunnerException {
        List<List<RunResult>> rounds = new ArrayList<>();
        for (int i = 0; i < progress.rounds(); i++) {
            rounds.add(List.copyOf(new Runner(options()).run()));
            progress.round("%d steps".formatted(rounds.getLast().size()));
        }
        List<Value> values = new ArrayList<>();
        for (int step = 0; step < rounds.getFirst().size(); step++) {
            int at = step;
            List<RunResult> own = rounds.stream().map(round -> round.get(at)).toList();
            String name = name(own.getFirst());
            values.add(value(name, "ns", own, RunResult::getPrimaryResult));
            values.add(value(name + ", allocated", "bytes", own, MicroBenchmark::allocated));
        }
        return new Values("steps, by JMH, for each call", values);
    }

    private Options options() {
        return new OptionsBuilder()
                .include(MicroBenchmark.class.getPackageName().replace(".", "\\.") + "\\.Of.*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(EACH)
                .measurementIterations(ITERATIONS)
                .measurementTime(EACH)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Dtributary.home=" + home)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Result<?> allocated(RunResult result) {
        return requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
    }

    private static String name(RunResult result) {
        String of = result.getParams().getParam("delivery");
        String benchmark = result.getParams().getBenchmark();
        String step = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        return of == null ? step : step + ", " + of;
    }

    private static Value value(
            String what, String unit, List<RunResult> results, Function<RunResult, Result<?>> of) {
        return new Value(
                what, unit, results.stream().map(result -> of.apply(result).getScore()).toList());
    }
}
