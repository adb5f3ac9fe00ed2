package io.tributary.local;

import static org.awaitility.Awaitility.await;

import io.tributary.backing.Login;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;
import io.tributary.local.config.Keys;
import io.tributary.local.config.Layout;
import io.tributary.local.config.PortPlan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real {@code ./start}, as a process, on free ports and a data folder of its own. The jars must
 * be there: it builds nothing.
 */
public final class RunningStack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration END = Duration.ofMinutes(3);
    private static RunningStack shared;

    private final Layout layout;
    private final PortPlan ports;
    private final Path output;
    private final ChildProcess launcher;

    private RunningStack(Layout layout, PortPlan ports, Path output, ChildProcess launcher) {
        this.layout = layout;
        this.ports = ports;
        this.output = output;
        this.launcher = launcher;
    }

    /**
     * One that all tests of this JVM share; started when it is first asked for, ends with the JVM.
     */
    public static synchronized RunningStack shared() {
        if (shared == null) {
            RunningStack stack = launch(temporaryFolder(), freePorts(), "--no-caches");
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            shared = stack.awaitReady();
        }
        return shared;
    }

    /** Starts one and does not wait for it. */
    public static RunningStack launch(Path data, PortPlan ports, String... options) {
        Layout layout = new Layout(Path.of(".."), data);
        var command = new ArrayList<String>();
        command.add(layout.home().resolve("start").toString());
        command.addAll(List.of("--data", layout.data().toString()));
        command.addAll(List.of("--port-offset", Integer.toString(ports.offset())));
        command.addAll(List.of(options));
        try {
            Path output = Files.createTempFile("start", ".out");
            output.toFile().deleteOnExit();
            ChildProcess launcher =
                    ChildProcess.start(
                            new ChildCommand(
                                    "./start",
                                    command,
                                    Map.of("TRIBUTARY_BUILD", "never"),
                                    layout.home(),
                                    output,
                                    ChildCommand.StopSignal.INT,
                                    true));
            return new RunningStack(layout, ports, output, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports that nobody listens on and that are not given to outgoing connections. */
    public static PortPlan freePorts() {
        return PortPlan.free();
    }

    /** A folder that is removed with the JVM's other temporary files. */
    public static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tributary-stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once it says that it is ready; fails with all that it said when it ends instead. */
    public RunningStack awaitReady() {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> output().contains("Tributary is ready.") || !launcher.alive());
        if (!launcher.alive()) {
            throw new AssertionError("./start ended:\n" + output());
        }
        return this;
    }

    /** The exit code, once it has ended. */
    public int awaitEnd() {
        await().atMost(END).until(() -> !launcher.alive());
        return launcher.ended().join();
    }

    /** Everything it printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher's process. */
    public ChildProcess launcher() {
        return launcher;
    }

    /** Everything that belongs to this data folder and runs now, the launcher left out. */
    public List<ProcessHandle> parts() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.pid() != launcher.pid())
                .filter(process -> arguments(process).contains(layout.data().toString()))
                .toList();
    }

    /** The process of one service, by its module's name. */
    public ProcessHandle part(String name) {
        String marker = layout.record(name).toString();
        return parts().stream()
                .filter(p -> arguments(p).contains(marker))
                .findFirst()
                .orElseThrow();
    }

    private static String arguments(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    public PortPlan ports() {
        return ports;
    }

    public Layout layout() {
        return layout;
    }

    public Keys keys() {
        try {
            return Keys.of(layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bearer token for the services' APIs. */
    public String token() {
        try {
            return Files.readString(layout.token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where webhooks of the environment {@code dev} go. */
    public URI webhooks() {
        return local(ports.ingress(), "/api/webhooks/nango/dev");
    }

    public URI store(String path) {
        return local(ports.store(), path);
    }

    public URI worker(String path) {
        return local(ports.worker(), path);
    }

    public URI simulator(String path) {
        return local(ports.simulator(), path);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    /** The superuser's login to the services' database. */
    public Login database() {
        String url = "jdbc:postgresql://127.0.0.1:%d/tributary".formatted(ports.postgres());
        return new Login(url, "postgres", keys().superuserPassword());
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it as Ctrl-C does and removes its data. */
    @Override
    public void close() {
        launcher.stop(END);
        parts().forEach(ProcessHandle::destroyForcibly);
        try {
            io.tributary.backing.embedded.Trees.delete(layout.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
