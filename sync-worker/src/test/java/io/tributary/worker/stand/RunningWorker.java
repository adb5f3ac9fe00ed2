package io.tributary.worker.stand;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.worker.WorkerApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker in this JVM, with one definition: model {@code Contact} of integration demo-crm. */
public final class RunningWorker implements AutoCloseable {

    private static RunningWorker shared;

    private final ConfigurableApplicationContext context;

    private RunningWorker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * The one that tests share which do not stop it; runs until the JVM ends or it is in the way.
     */
    public static synchronized RunningWorker shared() {
        if (shared == null) {
            shared = start();
            shared.awaitConsuming();
        }
        return shared;
    }

    public static synchronized void stopShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    public static RunningWorker start() {
        return start(Map.of());
    }

    /**
     * @param others settings instead of the usual ones
     */
    public static RunningWorker start(Map<String, String> others) {
        Map<String, String> settings = merged(others);
        return new RunningWorker(
                new SpringApplicationBuilder(WorkerApplication.class).run(arguments(settings)));
    }

    /** With definitions of its own, a test has none of the usual. */
    private static Map<String, String> merged(Map<String, String> others) {
        String definitions = "tributary.worker.definitions[";
        Map<String, String> settings = new TreeMap<>(settings());
        if (others.keySet().stream().anyMatch(name -> name.startsWith(definitions))) {
            settings.keySet().removeIf(name -> name.startsWith(definitions));
        }
        settings.putAll(others);
        return settings;
    }

    /**
     * One with definitions of a file in place of the usual one.
     *
     * @param others settings instead of the usual ones
     */
    public static RunningWorker startWithDefinitions(Path file, Map<String, String> others) {
        Map<String, String> settings = new TreeMap<>(settings());
        settings.keySet().removeIf(name -> name.startsWith("tributary.worker.definitions"));
        settings.put("spring.config.import", file.toUri().toString());
        settings.putAll(others);
        return new RunningWorker(
                new SpringApplicationBuilder(WorkerApplication.class).run(arguments(settings)));
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /**
     * A worker in a process of its own, which can be killed; wait for its readiness by its work.
     */
    public static Process startProcess() {
        return startProcess(Map.of());
    }

    /**
     * @param others settings instead of the usual ones
     */
    public static Process startProcess(Map<String, String> others) {
        return startProcess(List.of(), others);
    }

    /**
     * @param options of its JVM
     * @param others settings instead of the usual ones
     */
    public static Process startProcess(List<String> options, Map<String, String> others) {
        Map<String, String> settings = merged(others);
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(
                List.of(
                        // It does not live long.
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerApplication.class.getName()));
        command.addAll(List.of(arguments(settings)));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operator would configure. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("server.port", "0");
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.port", "0");
        settings.put("management.server.address", "127.0.0.1");
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.kafka.bootstrap-servers", Stand.bootstrapServers());
        settings.put("spring.datasource.url", Stand.DATABASE.sync().jdbcUrl());
        settings.put("spring.datasource.username", Stand.DATABASE.sync().user());
        settings.put("spring.datasource.password", Stand.DATABASE.sync().password());
        settings.put(
                "spring.security.oauth2.resourceserver.jwt.public-key-location",
                Tokens.publicKey().toUri().toString());
        settings.put("tributary.callers.issuer", Tokens.ISSUER);
        settings.put(
                "tributary.tokens.public-keys[0]", Tokens.storesPublicKey().toUri().toString());
        settings.put("tributary.topics.partitions", Integer.toString(Stand.LAYOUT.partitions()));
        settings.put("tributary.topics.replication-factor", "1");
        settings.put("tributary.environments.dev.nango.base-url", Stand.NANGO.baseUrl());
        settings.put("tributary.environments.dev.nango.api-key", FakeNango.API_KEY);
        settings.put("tributary.worker.nango.calls-per-minute", "100000");
        settings.put("tributary.worker.pull.longest-wait", "2s");
        settings.put("tributary.worker.trigger.longest-wait", "1s");
        // The connections of other tests are none of a worker's with definitions of its own.
        settings.put("tributary.worker.trigger.start-new-definitions", "false");
        String definition = "tributary.worker.definitions[0].";
        settings.put(definition + "name", "demo-contacts");
        settings.put(definition + "integrations[0]", Stand.INTEGRATION);
        settings.put(definition + "model", "Contact");
        settings.put(definition + "endpoint.path", "/v1/contacts");
        settings.put(definition + "paging.kind", "link-header");
        settings.put(definition + "paging.page-size", "100");
        settings.put(definition + "paging.page-size-parameter", "per_page");
        return settings;
    }

    /** The topics are there then. */
    public void awaitConsuming() {
        var listeners = context.getBean(KafkaListenerEndpointRegistry.class);
        await().atMost(Duration.ofSeconds(120))
                .until(listeners.getListenerContainer("connection-changes")::isRunning);
    }

    public int port() {
        return portOf("local.server.port");
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    public int managementPort() {
        return portOf("local.management.port");
    }

    /** The status of its readiness probe. */
    public int readiness() {
        URI uri =
                URI.create(
                        "http://127.0.0.1:%d/actuator/health/readiness"
                                .formatted(managementPort()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int portOf(String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
