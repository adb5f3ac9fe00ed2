package io.tributary.benchmarks.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.backing.Ports;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildCommand.StopSignal;
import io.tributary.backing.process.ChildProcess;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the services as a process; ends with this JVM. */
public final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(30);

    /** A probe that is not answered by then is sent anew. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** Between two looks whether it is ready, in milliseconds: what a start-up is measured to. */
    private static final long LOOK = 25;

    private final ChildProcess process;
    private final int actuator;

    private Service(ChildProcess process, int actuator) {
        this.process = process;
        this.actuator = actuator;
    }

    /**
     * What to start.
     *
     * @param name of the process, its log and its recording
     * @param module whose jar it is
     * @param arguments for the service, beside its ports and addresses
     * @param environment secrets and addresses
     * @param instead a program of ours that starts the service's classes in its own way; none for
     *     the service as it is
     */
    public record Order(
            String name,
            String module,
            List<String> arguments,
            Map<String, String> environment,
            @Nullable String instead) {
        public Order {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        public Order(
                String name,
                String module,
                List<String> arguments,
                Map<String, String> environment) {
            this(name, module, arguments, environment, null);
        }

        private List<String> program(Setting setting) {
            Path programs = setting.programs();
            if (programs != null && instead == null) {
                return List.of("@" + programs.resolve(module).resolve("java.args"));
            }
            Path home = setting.home();
            String jar = home.resolve(module + "/target/" + module + ".jar").toString();
            return instead == null
                    ? List.of("-jar", jar)
                    : List.of(
                            "-Dloader.main=" + instead,
                            "-Dloader.path=" + home.resolve("benchmarks/target/classes"),
                            "-cp",
                            jar,
                            "org.springframework.boot.loader.launch.PropertiesLauncher");
        }
    }

    /** Returns at once; ready or not. */
    public static Service start(Setting setting, Order order) throws IOException {
        Files.createDirectories(setting.folder());
        int actuator = Ports.free();
        ChildProcess process =
                ChildProcess.start(
                        new ChildCommand(
                                order.name(),
                                command(setting, order, actuator),
                                order.environment(),
                                setting.folder(),
                                setting.folder().resolve(order.name() + ".log"),
                                StopSignal.TERM,
                                true));
        return new Service(process, actuator);
    }

    private static List<String> command(Setting setting, Order order, int actuator) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        if (setting.profile()) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,"
                            + "jdk.CPUTimeSample#enabled=true,filename="
                            + setting.folder().resolve(order.name() + ".jfr"));
        }
        command.addAll(order.program(setting));
        command.addAll(
                List.of(
                        "--server.address=127.0.0.1",
                        "--management.server.port=" + actuator,
                        "--management.server.address=127.0.0.1",
                        "--logging.level.root=warn"));
        command.addAll(order.arguments());
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /**
     * @throws IllegalStateException if it ended, with the end of its log
     */
    public void check() {
        if (!process.alive()) {
            throw new IllegalStateException(process.name() + " ended:\n" + process.endOfLog(40));
        }
    }

    /**
     * @throws IllegalStateException if it ends or is not ready in time, with the end of its log
     */
    public Service awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                check();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            process.name() + " is not ready:\n" + process.endOfLog(40));
                }
                Thread.sleep(LOOK);
            }
        }
        return this;
    }

    /** How many objects of each class are alive, and their bytes, in the words of {@code jcmd}. */
    public String histogram() throws IOException, InterruptedException {
        return jcmd("GC.class_histogram");
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid()),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd failed: " + answer);
        }
        return answer;
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + actuator + "/actuator/health/readiness");
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri).timeout(ANSWER).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.stop(END);
    }
}
