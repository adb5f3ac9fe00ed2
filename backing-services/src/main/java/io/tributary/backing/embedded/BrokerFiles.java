package io.tributary.backing.embedded;

import io.tributary.backing.KafkaSettings;

import org.apache.kafka.common.Uuid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return PROPERTIES.formatted(
                settings.controllerPort(),
                settings.port(),
                settings.controllerPort(),
                settings.port(),
                settings.dataDirectory().toAbsolutePath().resolve("data"));
    }

    private static final String PROPERTIES =
            """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%d
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            advertised.listeners=PLAINTEXT://127.0.0.1:%d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            log.dirs=%s
            auto.create.topics.enable=false
            group.initial.rebalance.delay.ms=0
            # One broker: every internal topic has one replica.
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # Few internal partitions: the defaults of 50 cost seconds at each start.
            offsets.topic.num.partitions=4
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.num.partitions=1
            # The default of 128 MB would be a quarter of the heap.
            log.cleaner.dedupe.buffer.size=16777216
            log.index.size.max.bytes=1048576
            # After a kill the next broker is refused until the session of the killed one has run out.
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500
            num.network.threads=2
            num.io.threads=4
            """;

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
