package io.tributary.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.Login;
import io.tributary.backing.TributaryDatabase;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;

class ServiceConfigsTest {
    @TempDir Path folder;
    Layout layout;
    Keys keys;
    ServiceConfigs configs;

    @BeforeEach
    void create() throws Exception {
        layout = new Layout(folder, folder);
        layout.create();
        keys = Keys.of(layout);
        var login =
                new Login("jdbc:postgresql://127.0.0.1:6433/tributary", "connections", "a=b\\c#");
        configs = configs(login, null);
    }

    private ServiceConfigs configs(Login login, Path definitions) {
        return new ServiceConfigs(
                layout,
                new PortPlan(1000),
                keys,
                List.of(keys.signingKey(), "another key: 100% é"),
                new NangoAccess(URI.create("https://nango.example"), "api-key"),
                new TributaryDatabase("tributary", login, login, login),
                folder.resolve("key.pem"),
                definitions);
    }

    @Test
    void tellTheIngressEverySigningKeyAndWhereItListens() throws Exception {
        configs.ingress();

        assertThat(read("ingress-service"))
                .containsEntry("tributary.environments.dev.signing-keys[0]", keys.signingKey())
                .containsEntry("tributary.environments.dev.signing-keys[1]", "another key: 100% é")
                .containsEntry("server.port", "9080")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("management.server.port", "10080")
                .containsEntry("management.server.address", "127.0.0.1")
                .containsEntry("spring.kafka.bootstrap-servers", "127.0.0.1:10092")
                .containsEntry("tributary.topics.replication-factor", "1")
                .doesNotContainKeys("spring.datasource.password", "nango.api-key");
    }

    @Test
    void tellTheStoreItsDatabaseAndWhomToAsk() throws Exception {
        configs.store();

        assertThat(read("connection-store-service"))
                .containsEntry("spring.datasource.username", "connections")
                .containsEntry("spring.datasource.password", "a=b\\c#")
                .containsEntry("tributary.environments.dev.nango.base-url", "https://nango.example")
                .containsEntry("tributary.environments.dev.nango.api-key", "api-key")
                .containsEntry(
                        "spring.security.oauth2.resourceserver.jwt.public-key-location",
                        folder.resolve("key.pem").toUri().toString());
    }

    @Test
    void tellTheSimulatorTheKeysAndTheIngress() throws Exception {
        configs.simulator();

        assertThat(read("nango-simulator"))
                .containsEntry("simulator.environments.dev.signing-key", keys.signingKey())
                .containsEntry("simulator.environments.dev.api-key", keys.apiKey())
                .containsEntry(
                        "simulator.environments.dev.webhook-urls[0]",
                        "http://127.0.0.1:9080/api/webhooks/nango/dev");
    }

    @Test
    void tellTheWorkerToPullTheContactsOfTheSimulator() throws Exception {
        configs.worker();

        assertThat(read("sync-worker"))
                .containsEntry("tributary.worker.definitions[0].model", "Contact")
                .doesNotContainKey("spring.config.import");
    }

    @Test
    void tellTheWorkerToPullWhatAFileSaysInstead() throws Exception {
        Path mine = folder.resolve("what I pull.yaml");

        configs(new Login("jdbc:postgresql://127.0.0.1:6433/tributary", "sync", "x"), mine)
                .worker();

        assertThat(read("sync-worker"))
                .containsEntry("spring.config.import", mine.toUri().toString())
                .doesNotContainKey("tributary.worker.definitions[0].model");
    }

    @Test
    void canBeReadByTheirOwnerOnly() throws Exception {
        configs.worker();

        var permissions = Files.getPosixFilePermissions(layout.config("sync-worker"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    private Properties read(String service) throws Exception {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(layout.config(service))));
        return properties;
    }
}
