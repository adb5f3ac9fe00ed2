package io.tributary.backing.embedded;

import io.tributary.backing.KafkaSettings;
import io.tributary.backing.SingleBroker;

import org.apache.kafka.common.Uuid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** The files a broker is started with, in its data directory. */
record BrokerFiles(Path properties, Path logback, Path log, String clusterId) {

    static BrokerFiles write(KafkaSettings settings) throws IOException {
        Path directory = Files.createDirectories(settings.dataDirectory().toAbsolutePath());
        Path properties = Files.writeString(directory.resolve("server.properties"), text(settings));
        Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK);
        Path id = directory.resolve("cluster.id");
        if (Files.notExists(id)) {
            Files.writeString(id, Uuid.randomUuid().toString());
        }
        Path log = directory.resolve("kafka.log");
        return new BrokerFiles(properties, logback, log, Files.readString(id));
    }

    private static String text(KafkaSettings settings) {
        int port = settings.port();
        int controller = settings.controllerPort();
        var all = new LinkedHashMap<>(SingleBroker.PROPERTIES);
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("listeners", ADDRESSES.formatted(port, controller));
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("log.dirs", settings.dataDirectory().toAbsolutePath().resolve("data").toString());
        return all.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static final String ADDRESSES = "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d";

    private static final String LOGBACK =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{30} %msg%n</pattern></encoder>
              </appender>
              <logger name="org.apache.kafka.common.config" level="WARN"/>
              <logger name="kafka.server.KafkaConfig" level="WARN"/>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;
}
