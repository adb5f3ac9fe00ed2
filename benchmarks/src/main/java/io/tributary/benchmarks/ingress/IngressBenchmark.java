package io.tributary.benchmarks.ingress;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.benchmarks.Figures;
import io.tributary.benchmarks.Figures.Cost;
import io.tributary.benchmarks.Figures.Round;
import io.tributary.benchmarks.Processor;
import io.tributary.benchmarks.Progress;
import io.tributary.benchmarks.Result;
import io.tributary.benchmarks.Values;
import io.tributary.benchmarks.service.Setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One broker, and the same server twice: the ingress as it is, and with a handler that reads the
 * body and answers. In each round both get all that they take over 64 connections, and then both
 * the same rate, half of what the ingress took; which of them is first changes from round to round.
 */
public final class IngressBenchmark {

    /** By name: what it is made of is on the class path of the ingress, and not on this one. */
    static final String NO_OP = "io.tributary.benchmarks.noop.NoOp";

    private static final int CONNECTIONS = 64;
    private static final double TARGET = 0.7;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final Setting setting;
    private final Progress progress;
    private final Duration time;
    private final long seed;

    /**
     * @param time of each of a round's four measurements
     */
    public IngressBenchmark(Setting setting, Progress progress, Duration time, long seed) {
        this.setting = setting.in("ingress");
        this.progress = progress;
        this.time = time;
        this.seed = seed;
    }

    /**
     * @throws IllegalStateException if a delivery is not accepted, or one that was is not stored
     */
    public List<Result> run() throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Server ingress = Server.start(setting, "ingress", kafka, CONNECTIONS, null);
                Server noOp = Server.start(setting, "no-op", kafka, CONNECTIONS, NO_OP)) {
            Mix kept = new Mix(setting.home(), Server.PATH, seed);
            Side measured =
                    new Side(
                            "ingress",
                            ingress,
                            kept,
                            processor("ingress", ingress).of("Kafka", Stream.of(kafka.pid())));
            Side plain =
                    new Side(
                            "no-op",
                            noOp,
                            new Mix(setting.home(), Server.PATH, seed),
                            processor("no-op", noOp));
            measured.warmUp(WARM_UP);
            plain.warmUp(WARM_UP);
            progress.warm();
            for (int i = 0; i < progress.rounds(); i++) {
                round(i, measured, plain);
                Stored.check(kafka, kept);
            }
            return results(measured, plain, kept.size());
        }
    }

    private static Processor processor(String who, Server server) {
        return new Processor()
                .of(who, Stream.of(server.pid()))
                .of(who + "'s sender", Stream.of(ProcessHandle.current().pid()));
    }

    private void round(int number, Side measured, Side plain) throws InterruptedException {
        List<Side> turns = number % 2 == 0 ? List.of(measured, plain) : List.of(plain, measured);
        for (Side side : turns) {
            side.full(time);
        }
        double half = measured.perSecond(number) / 2;
        for (Side side : turns) {
            side.at(half, time);
        }
        progress.round(
                "%,.0f webhooks/s, no-op %,.0f/s, ratio %.2f"
                        .formatted(
                                measured.perSecond(number),
                                plain.perSecond(number),
                                measured.perSecond(number) / plain.perSecond(number)));
    }

    private List<Result> results(Side measured, Side plain, double bytes) {
        String what =
                "%d connections, %d s each, bodies of %,.0f bytes in the mean"
                        .formatted(CONNECTIONS, time.toSeconds(), bytes);
        List<Round> rounds =
                IntStream.range(0, progress.rounds())
                        .mapToObj(
                                round -> {
                                    List<Cost> costs = new ArrayList<>(measured.costs(round));
                                    costs.addAll(plain.costs(round));
                                    return new Round(
                                            measured.perSecond(round),
                                            plain.perSecond(round),
                                            costs);
                                })
                        .toList();
        return List.of(
                new Figures(
                        "ingress: verified and acknowledged webhooks, " + what,
                        "webhooks/s",
                        "no-op/s",
                        TARGET,
                        rounds),
                new Values(
                        "ingress: times to the answer, half load on both is half of what the"
                                + " ingress took",
                        Stream.concat(measured.values(), plain.values()).toList()));
    }
}
