package io.tributary.local.compose;

import static org.awaitility.Awaitility.await;

import io.tributary.backing.Ports;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tree's {@code docker-compose.yml}, with an env file as {@code deploy/local-env} writes it, as
 * a project of its own on free ports. The command comes from {@code TRIBUTARY_COMPOSE}: {@code
 * docker compose} or {@code docker-compose}.
 */
final class ComposedStack implements AutoCloseable {

    static final String COMMAND = "TRIBUTARY_COMPOSE";

    /** All that run here; Prometheus with them. */
    static final List<String> SERVICES =
            List.of(
                    "kafka",
                    "postgres",
                    "ingress-service",
                    "connection-store-service",
                    "sync-worker",
                    "nango-simulator",
                    "prometheus");

    /** Whose images carry a cache for the JVM. */
    static final List<String> CACHED = SERVICES.subList(2, 6);

    private static final Path TREE = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):?\\?set \\1 ");
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Shell shell;
    private final List<String> compose;
    private final Map<String, String> settings;
    private final Path folder;
    private final Map<String, String> containers = new ConcurrentHashMap<>();

    private ComposedStack(
            Shell shell, List<String> compose, Map<String, String> settings, Path folder) {
        this.folder = folder;
        this.shell = shell;
        this.compose = compose;
        this.settings = settings;
    }

    /**
     * @param folder for the env file
     * @param keys of webhooks, accepted beside the simulator's
     */
    static ComposedStack in(Path folder, List<String> keys) throws IOException {
        Path env = folder.resolve("env");
        var shell = new Shell(TREE, Map.of("COMPOSE_PROJECT_NAME", "tributary-it"));
        shell.run(TREE.resolve("deploy/local-env").toString(), env.toString());
        Map<String, String> settings = read(env);
        var accepted = new ArrayList<>(List.of(settings.get("SIMULATOR_SIGNING_KEY")));
        accepted.addAll(keys);
        settings.put("NANGO_SIGNING_KEYS", String.join(",", accepted));
        for (String name : List.of("INGRESS", "STORE", "WORKER", "SIMULATOR", "PROMETHEUS")) {
            settings.put(name + "_ADDRESS", "127.0.0.1:" + Ports.free());
        }
        int kafka = Ports.free();
        settings.put("KAFKA_ADDRESS", "localhost:" + kafka);
        settings.put("KAFKA_LISTEN", "127.0.0.1:" + kafka);
        // A trickle of accounts, not the limits of Nango, is what is tried here.
        for (String who : List.of("STORE", "WORKER", "SIMULATOR")) {
            settings.put(who + "_CALLS_PER_MINUTE", "6000");
        }
        settings.put("FRESHNESS_OVERDUE_AFTER", "24h");
        settings.put("DEFINITIONS", resource("definitions.yaml"));
        String simulator = "http://" + settings.get("SIMULATOR_ADDRESS");
        settings.put("SIMULATOR_URL", simulator);
        settings.put("STORE_SETTINGS", withNangoAt(simulator, folder).toString());
        var compose = new ArrayList<>(List.of(System.getenv(COMMAND).split(" ")));
        compose.addAll(List.of("--env-file", env.toString()));
        compose.addAll(List.of("-f", "docker-compose.yml", "-f", resource("override.yml")));
        var stack = new ComposedStack(shell, compose, settings, folder);
        Files.write(env, stack.lines().toList());
        return stack;
    }

    /** The tree's own, but for the port of the simulator. */
    private static Path withNangoAt(String simulator, Path folder) throws IOException {
        String settings = Files.readString(TREE.resolve("deploy/store-local.yaml"));
        String moved = settings.replace("http://localhost:3003", simulator);
        if (moved.equals(settings)) {
            throw new IllegalStateException(
                    "deploy/store-local.yaml no longer names the simulator");
        }
        Path file = Files.writeString(folder.resolve("store.yaml"), moved);
        // The service in its container is another user.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static String resource(String name) {
        return Path.of("src/test/resources/compose", name).toAbsolutePath().toString();
    }

    private static Map<String, String> read(Path env) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(env)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("=", 2);
                settings.put(parts[0], parts[1]);
            }
        }
        return settings;
    }

    /** What must be in the env file, as the Compose file says. */
    Set<String> required() throws IOException {
        return REQUIRED.matcher(Files.readString(TREE.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** What the command says of an env file without that setting. */
    Shell.Said triedWithout(String name) throws IOException {
        Path env = Files.createTempFile(folder, "without", name);
        Files.write(env, lines().filter(line -> !line.startsWith(name + "=")).toList());
        var command = new ArrayList<>(compose);
        command.set(command.indexOf("--env-file") + 1, env.toString());
        command.add("config");
        return shell.tried(command);
    }

    private Stream<String> lines() {
        return settings.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue());
    }

    void build() {
        compose("build");
    }

    void up() {
        ofAll("up", "-d", "--no-build");
        awaitHealthy(SERVICES);
    }

    void stop() {
        ofAll("stop");
    }

    void start() {
        ofAll("start");
        awaitHealthy(SERVICES);
    }

    /** Named one by one, or the command would leave out those of a profile. */
    private void ofAll(String... command) {
        compose(Stream.concat(Stream.of(command), SERVICES.stream()).toArray(String[]::new));
    }

    String compose(String... arguments) {
        var command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        return shell.run(command);
    }

    String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return shell.run(command);
    }

    String inside(String service, String script) {
        return docker("exec", container(service), "bash", "-c", script).strip();
    }

    /** The container's id. */
    String container(String service) {
        return containers.computeIfAbsent(service, one -> compose("ps", "-q", one).strip());
    }

    /** Its state, by Go's template. */
    String state(String service, String template) {
        return docker("inspect", "-f", template, container(service)).strip();
    }

    /**
     * SIGKILL from outside, as by the kernel: for `docker kill` the engine starts nothing again.
     */
    void kill(String service) {
        String container = container(service);
        String pid = docker("inspect", "-f", "{{.State.Pid}}", container).strip();
        String image = "tributary/nango-simulator:local";
        docker(
                "run",
                "--rm",
                "--pid=host",
                "--user=0",
                "--entrypoint=bash",
                image,
                "-c",
                "kill -9 " + pid);
        await().atMost(LONG)
                .until(
                        () -> docker("inspect", "-f", "{{.RestartCount}}", container).strip(),
                        count -> !count.equals("0"));
    }

    void awaitHealthy(List<String> services) {
        var left = new ArrayList<>(services);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .conditionEvaluationListener(null)
                .until(
                        () -> {
                            left.removeIf(
                                    s -> state(s, "{{.State.Health.Status}}").equals("healthy"));
                            return left.isEmpty();
                        });
    }

    /** How each container ended: status, exit code, and whether it had too much memory. */
    Map<String, String> ends() {
        var ends = new TreeMap<String, String>();
        String template = "{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}";
        SERVICES.forEach(service -> ends.put(service, state(service, template)));
        return ends;
    }

    String setting(String name) {
        return settings.get(name);
    }

    URI address(String name, String path) {
        return URI.create("http://" + settings.get(name + "_ADDRESS") + path);
    }

    String bootstrapServers() {
        return settings.get("KAFKA_ADDRESS");
    }

    String logs() {
        return compose("logs", "--no-color", "--tail", "60");
    }

    @Override
    public void close() {
        compose("down", "--volumes", "--timeout", "1");
    }
}
