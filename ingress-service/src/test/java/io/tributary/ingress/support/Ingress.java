package io.tributary.ingress.support;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.ingress.IngressApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The whole service, in this JVM, on free ports. */
public final class Ingress implements AutoCloseable {

    /** The environment that accepts the keys of all captures. */
    public static final String ENVIRONMENT = "dev";

    public static final String KEY = Capture.named("auth-creation-oauth2").signingKey();

    private static Ingress shared;

    private final ConfigurableApplicationContext context;

    private Ingress(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** One for all tests that break nothing, on the shared broker. */
    public static synchronized Ingress shared() {
        if (shared == null) {
            shared = start(BackingServices.kafka());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    public static Ingress start(Kafka kafka, String... settings) {
        return start(kafka.bootstrapServers(), settings);
    }

    public static Ingress start(String bootstrapServers, String... settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--tributary.environments.dev.signing-keys=" + captureKeys());
        arguments.add("--tributary.environments.prod.signing-keys=of-prod");
        arguments.addAll(List.of(settings));
        return run(bootstrapServers, arguments);
    }

    /** With one environment only, {@code alone}, whose key is {@code of-alone}. */
    public static Ingress alone(Kafka kafka) {
        return run(
                kafka.bootstrapServers(),
                List.of("--tributary.environments.alone.signing-keys=of-alone"));
    }

    private static Ingress run(String bootstrapServers, List<String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--management.server.port=0");
        arguments.add("--management.server.address=127.0.0.1");
        arguments.add("--spring.kafka.bootstrap-servers=" + bootstrapServers);
        arguments.add("--tributary.topics.replication-factor=1");
        arguments.removeIf(
                argument ->
                        settings.stream()
                                .anyMatch(s -> s.startsWith(argument.replaceAll("=.*", "="))));
        arguments.addAll(settings);
        return new Ingress(
                new SpringApplicationBuilder(IngressApplication.class)
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)));
    }

    private static String captureKeys() {
        return Capture.all().stream()
                .map(Capture::signingKey)
                .distinct()
                .collect(Collectors.joining(","));
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public int managementPort() {
        return Integer.parseInt(
                context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
