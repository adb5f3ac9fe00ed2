package io.tributary.benchmarks;

import io.tributary.benchmarks.Figures.Cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time that processes spend, with all that they started and that still runs; of this one
 * alone, for it starts all the others.
 */
public final class Processor {

    private final Map<String, List<Long>> pids = new LinkedHashMap<>();
    private final Map<String, Duration> before = new LinkedHashMap<>();

    /** Adds processes under a name of their own. */
    public Processor of(String who, Stream<Long> processes) {
        pids.put(who, processes.toList());
        return this;
    }

    /** From here on it counts. */
    public Processor start() {
        pids.keySet().forEach(who -> before.put(who, spent(who)));
        return this;
    }

    /**
     * @param work how much was done since the start
     */
    public List<Cost> each(int work) {
        List<Cost> costs = new ArrayList<>();
        before.forEach(
                (who, then) ->
                        costs.add(new Cost(who, spent(who).minus(then).toNanos() / 1e3 / work)));
        return costs;
    }

    private Duration spent(String who) {
        return pids.getOrDefault(who, List.of()).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(Processor::withDescendants)
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
        return process.equals(ProcessHandle.current())
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.descendants());
    }
}
