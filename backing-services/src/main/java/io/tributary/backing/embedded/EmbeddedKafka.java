package io.tributary.backing.embedded;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.Kafka;
import io.tributary.backing.KafkaSettings;
import io.tributary.backing.Ports;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.process.ProcessRecord;
import io.tributary.backing.ready.KafkaProbe;
import io.tributary.backing.ready.Readiness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kafka's own broker in a JVM of its own. */
public final class EmbeddedKafka implements Kafka {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);

    private final KafkaSettings settings;
    private final BrokerJvm jvm;
    private ChildProcess broker;

    private EmbeddedKafka(KafkaSettings settings, BrokerJvm jvm) {
        this.settings = settings;
        this.jvm = jvm;
        this.broker = launch(settings, jvm);
    }

    /**
     * Starts a broker on its data and returns once a client can list topics.
     *
     * @throws BackingServiceException when a port is taken or the broker does not come up; carries
     *     the end of its log
     */
    public static EmbeddedKafka start(KafkaSettings settings) {
        var kafka = new EmbeddedKafka(settings, BrokerJvm.onThisClassPath());
        kafka.awaitReady();
        return kafka;
    }

    /** Starts a broker as {@link #start} does, and returns without waiting for it. */
    public static EmbeddedKafka launched(KafkaSettings settings, BrokerJvm jvm) {
        return new EmbeddedKafka(settings, jvm);
    }

    /**
     * Ends a broker that an earlier run left on this data.
     *
     * @return whether there was one
     */
    public static boolean endLeftover(Path dataDirectory) {
        try {
            Optional<ProcessRecord> record = ProcessRecord.read(record(dataDirectory));
            return record.isPresent() && record.get().end(STOP_PATIENCE);
        } catch (IOException e) {
            throw new BackingServiceException("A Kafka of an earlier run cannot be ended", e);
        }
    }

    /** Whether a client can list topics now. */
    public boolean answers() {
        return KafkaProbe.answers(bootstrapServers());
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public synchronized void stop() {
        broker.stop(STOP_PATIENCE);
    }

    @Override
    public synchronized void kill() {
        broker.kill();
    }

    @Override
    public synchronized void restart() {
        broker.stop(STOP_PATIENCE);
        broker = launch(settings, jvm);
        awaitReady();
    }

    @Override
    public void freeze() {
        broker.freeze();
    }

    @Override
    public void thaw() {
        broker.thaw();
    }

    @Override
    public boolean running() {
        return broker.alive();
    }

    @Override
    public long pid() {
        return broker.pid();
    }

    /** The process, for those who watch over it. */
    public ChildProcess process() {
        return broker;
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitReady() {
        Readiness.await(new StartingChild(broker, this::answers), START_PATIENCE);
    }

    private static Path record(Path dataDirectory) {
        return dataDirectory.toAbsolutePath().resolve("kafka.pid");
    }

    private static ChildProcess launch(KafkaSettings settings, BrokerJvm jvm) {
        endLeftover(settings.dataDirectory());
        for (int port : List.of(settings.port(), settings.controllerPort())) {
            if (!Ports.isFree(port)) {
                throw new BackingServiceException(
                        "Kafka cannot listen on 127.0.0.1:%d: another program does"
                                .formatted(port));
            }
        }
        try {
            BrokerFiles files = BrokerFiles.write(settings);
            ChildProcess broker =
                    ChildProcess.start(
                            new ChildCommand(
                                    "Kafka",
                                    command(settings, jvm, files),
                                    Map.of(),
                                    settings.dataDirectory().toAbsolutePath(),
                                    files.log(),
                                    ChildCommand.StopSignal.TERM,
                                    settings.endWithParent()));
            ProcessRecord.of(broker, files.logback().toString())
                    .write(record(settings.dataDirectory()));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Kafka's directory", e);
        }
    }

    private static List<String> command(KafkaSettings settings, BrokerJvm jvm, BrokerFiles files) {
        var command = new ArrayList<String>();
        command.addAll(
                jvm.command(
                        List.of(
                                "-Xmx" + settings.heapMegabytes() + "m",
                                "-Dlogback.configurationFile=" + files.logback())));
        command.addAll(List.of(files.properties().toString(), files.clusterId()));
        return command;
    }
}
