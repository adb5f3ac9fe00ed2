package io.tributary.benchmarks.store;

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
import io.tributary.benchmarks.store.MixedHistory.Step;
import io.tributary.events.Topic;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * In each round: a broker and a database of their own, three stores, a slow consumer group, a
 * warm-up of as many inputs, and then the inputs that count: all stand in the inbox when the stores
 * are let at them, and the clock runs until the last one's changes are published. Right after it
 * the same inputs as plain upserts, on the same server, the stores gone.
 */
public final class StoreBenchmark {

    private static final int STORES = 3;
    private static final double TARGET = 0.4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Setting setting;
    private final Progress progress;
    private final int inputs;
    private final int connections;
    private final long seed;

    /**
     * @param inputs per round, of which the warm-up is not
     */
    public StoreBenchmark(
            Setting setting, Progress progress, int inputs, int connections, long seed) {
        this.setting = setting.in("store");
        this.progress = progress;
        this.inputs = inputs;
        this.connections = connections;
        this.seed = seed;
    }

    /**
     * @throws IllegalStateException if a store ends or does not get on
     */
    public Figures run() throws Exception {
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= progress.rounds(); i++) {
            Round round = round(setting.in("round-" + i));
            progress.round(
                    "%,.0f inputs/s, plain %,.0f/s, ratio %.2f"
                            .formatted(round.measured(), round.plain(), round.ratio()));
            measured.add(round);
        }
        String name =
                "connection store: %d instances, %,d inputs of %,d connections a round, one slow group"
                        .formatted(STORES, inputs, connections);
        return new Figures(name, "inputs/s", "plain inputs/s", TARGET, measured);
    }

    private Round round(Setting here) throws Exception {
        try (Kafka kafka = BackingServices.freshKafka();
                Postgres postgres = BackingServices.freshPostgres()) {
            Login database = BackingServices.database(postgres).connections();
            List<UUID> sent = new ArrayList<>();
            List<Cost> costs = new ArrayList<>();
            double stores = stores(here, kafka, postgres, database, sent, costs);
            checkApplied(database);
            return new Round(stores, plain(postgres, database, sent, costs), costs);
        }
    }

    /** Plain code may use all: the better of one writer and as many as there are stores. */
    private double plain(Postgres postgres, Login database, List<UUID> sent, List<Cost> costs)
            throws Exception {
        try (PlainUpsert plain = new PlainUpsert(database, STORES)) {
            Processor processor =
                    new Processor()
                            .of("plain: PostgreSQL", Stream.of(postgres.pid()))
                            .of("plain: client", Stream.of(ProcessHandle.current().pid()))
                            .start();
            double alone = plain.run(sent, 1);
            costs.addAll(processor.each(inputs));
            return Math.max(alone, plain.run(sent, STORES));
        }
    }

    /** A history that the stores put aside or ignore would be a fast one. */
    private static void checkApplied(Login database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet counts =
                        statement.executeQuery(
                                "select (select count(*) from connections.parked),"
                                        + " (select count(*) from connections.history)")) {
            counts.next();
            System.out.printf("%,d changes published%n", counts.getLong(2));
            if (counts.getLong(1) > 0 || counts.getLong(2) == 0) {
                throw new IllegalStateException(
                        "%d inputs parked, %d changes: this history measures nothing"
                                .formatted(counts.getLong(1), counts.getLong(2)));
            }
        }
    }

    private double stores(
            Setting here,
            Kafka kafka,
            Postgres postgres,
            Login database,
            List<UUID> sent,
            List<Cost> costs)
            throws Exception {
        MixedHistory history = new MixedHistory(seed, connections, Topic.DEFAULT_PARTITIONS);
        try (Stores stores = Stores.start(here, STORES, kafka, database);
                SlowConsumer _ = new SlowConsumer(kafka);
                Inbox inbox = new Inbox(kafka)) {
            answersWereGiven(database);
            int warmUp = inputs;
            inbox.send(history.next(warmUp));
            waitFor(inbox, warmUp, stores);
            List<Step> steps = history.next(inputs);
            steps.forEach(step -> sent.add(step.connection()));
            Processor processor =
                    new Processor()
                            .of("stores", stores.pids())
                            .of("PostgreSQL", Stream.of(postgres.pid()))
                            .of("Kafka", Stream.of(kafka.pid()));
            long start;
            try (Gate _ = Gate.closed(database)) {
                inbox.send(steps);
                processor.start();
                start = System.nanoTime();
            }
            waitFor(inbox, warmUp + inputs, stores);
            double seconds = (System.nanoTime() - start) / 1e9;
            costs.addAll(processor.each(inputs));
            return inputs / seconds;
        }
    }

    /** As in life: a store gives each answer its number, and has nothing to catch up with. */
    private static void answersWereGiven(Login database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select setval('connections.read_number', 1000000000)");
        }
    }

    private static void waitFor(Inbox inbox, long finished, Stores stores) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (inbox.finished() < finished) {
            stores.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "only %d of %d inputs finished".formatted(inbox.finished(), finished));
            }
            Thread.sleep(50);
        }
    }
}
