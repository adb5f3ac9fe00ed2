package io.tributary.benchmarks.store;

import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.backing.Ports;
import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildCommand.StopSignal;
import io.tributary.backing.process.ChildProcess;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Some instances of the connection store, as processes, on one broker and one database. */
final class Stores implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<ChildProcess> processes = new ArrayList<>();
    private final List<Integer> actuators = new ArrayList<>();
    private final Path folder;

    private Stores(Path folder) {
        this.folder = folder;
    }

    /** Returns once all are ready and consume. */
    static Stores start(
            Path home, Path folder, int count, Kafka kafka, Login database, boolean profile)
            throws Exception {
        Files.createDirectories(folder);
        Stores stores = new Stores(folder);
        try {
            Path key = publicKey(folder.resolve("public-key.pem"));
            for (int i = 0; i < count; i++) {
                stores.add(home, "store-" + i, kafka, database, key, profile);
            }
            stores.waitUntilReady();
            return stores;
        } catch (Exception e) {
            stores.close();
            throw e;
        }
    }

    private void add(
            Path home, String name, Kafka kafka, Login database, Path key, boolean profile) {
        int actuator = Ports.free();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        if (profile) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                            + folder.resolve(name + ".jfr"));
        }
        command.addAll(
                List.of(
                        "-jar",
                        home.resolve("connection-store-service/target/connection-store-service.jar")
                                .toString(),
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=" + actuator,
                        "--management.server.address=127.0.0.1",
                        "--logging.level.root=warn",
                        "--tributary.instance=" + name,
                        "--tributary.topics.replication-factor=1",
                        // Nobody is asked: every answer stands in the inbox already.
                        "--tributary.environments.dev.nango.base-url=http://127.0.0.1:1"));
        processes.add(
                ChildProcess.start(
                        new ChildCommand(
                                name,
                                command,
                                environment(kafka, database, key),
                                folder,
                                folder.resolve(name + ".log"),
                                StopSignal.TERM,
                                true)));
        actuators.add(actuator);
    }

    private static Map<String, String> environment(Kafka kafka, Login database, Path key) {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.user(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_PUBLIC_KEY_LOCATION", key.toUri() + "",
                "TRIBUTARY_ENVIRONMENTS_DEV_NANGO_API_KEY", "nobody-is-asked");
    }

    private static Path publicKey(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        return Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(key)));
    }

    private void waitUntilReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < processes.size(); i++) {
                while (!isReady(http, actuators.get(i))) {
                    ChildProcess process = processes.get(i);
                    if (!process.alive() || System.nanoTime() > deadline) {
                        throw new IllegalStateException(
                                process.name() + " is not ready:\n" + process.endOfLog(40));
                    }
                    Thread.sleep(200);
                }
            }
        }
    }

    private static boolean isReady(HttpClient http, int port) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    Stream<Long> pids() {
        return processes.stream().map(ChildProcess::pid);
    }

    /** Whether every one still runs. */
    void check() {
        for (ChildProcess process : processes) {
            if (!process.alive()) {
                throw new IllegalStateException(
                        process.name() + " ended:\n" + process.endOfLog(40));
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(process -> process.stop(Duration.ofSeconds(30)));
    }
}
