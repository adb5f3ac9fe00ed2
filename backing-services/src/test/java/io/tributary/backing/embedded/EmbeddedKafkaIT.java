package io.tributary.backing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.backing.BackingServiceException;
import io.tributary.backing.KafkaSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

class EmbeddedKafkaIT {
    @TempDir Path folder;

    @Test
    void refusesAPortThatAnswers() throws Exception {
        KafkaSettings settings = KafkaSettings.ephemeral(folder);
        var address = InetAddress.ofLiteral("127.0.0.1");
        try (var _ = new ServerSocket(settings.port(), 1, address)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                    .isInstanceOf(BackingServiceException.class)
                    .hasMessageContaining("127.0.0.1:" + settings.port());
        }
    }

    @Test
    void tellsTheEndOfTheLogWhenItDoesNotComeUp() throws Exception {
        KafkaSettings settings = KafkaSettings.ephemeral(folder);
        Files.writeString(folder.resolve("data"), "a file where a folder must be");

        assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                .isInstanceOf(BackingServiceException.class)
                .hasMessageContaining("Kafka ended while starting")
                .hasMessageContaining(folder.resolve("data").toString());
    }

    @Test
    void endsTheBrokerOfAnEarlierRunOnTheSameData() {
        KafkaSettings settings = KafkaSettings.ephemeral(folder);
        EmbeddedKafka earlier = EmbeddedKafka.start(settings);

        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            assertThat(earlier.running()).isFalse();
            assertThat(kafka.running()).isTrue();
        }
    }

    @Test
    void aSecondLifeOnTheSameDataHasTheSameClusterId() throws Exception {
        KafkaSettings settings = KafkaSettings.ephemeral(folder);
        EmbeddedKafka.start(settings).close();
        String id = Files.readString(folder.resolve("cluster.id"));

        EmbeddedKafka.start(settings).close();

        assertThat(folder.resolve("cluster.id")).hasContent(id);
        assertThat(folder.resolve("data/meta.properties")).content().contains("cluster.id=" + id);
    }
}
