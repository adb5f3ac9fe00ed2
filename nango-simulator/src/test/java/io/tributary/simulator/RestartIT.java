package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Connections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** With a state file, a simulator goes on where it was ended. */
class RestartIT {

    @Test
    void connectionsAndRotatedKeysSurvive(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("below").resolve("nango.json");
        String path = "/connections/kept?provider_config_key=demo-crm";
        JsonNode before;
        String key;
        try (Simulator nango = start(file)) {
            nango.importConnection(
                    "{\"provider_config_key\":\"demo-crm\",\"connection_id\":\"kept\",\"tags\":{\"a\":\"é\"},"
                        + "\"end_user\":{\"id\":\"u\"},\"metadata\":{\"m\":[1,null]},"
                        + "\"credentials\":{\"type\":\"OAUTH2\",\"access_token\":\"t\"}}");
            nango.control(
                    "/connections/break",
                    "{\"integration\":\"demo-crm\",\"connectionId\":\"kept\"}");
            key =
                    nango.send("POST", "/environment/webhook-signing-key/rotate", "")
                            .json()
                            .path("data")
                            .path("webhook_signing_key")
                            .asString();
            before = nango.getScoped(path).json();
        }

        try (Simulator nango = start(file)) {
            assertThat(nango.getScoped(path).json()).isEqualTo(before);
            assertThat(before.path("errors")).hasSize(1);
            assertThat(Files.readString(file)).contains(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            long next =
                    nango.importConnection(
                                    "{\"provider_config_key\":\"demo-crm\",\"credentials\":{\"type\":\"OAUTH2\"}}")
                            .json()
                            .path("id")
                            .longValue();
            assertThat(next).isGreaterThan(before.path("id").longValue());
            assertThat(
                            nango.bean(Connections.class)
                                    .find(new ConnectionKey("dev", "demo-crm", "kept")))
                    .isPresent();
        }
    }

    private static Simulator start(Path file) {
        return Simulator.start(
                "simulator.state-file=" + file, "simulator.environments.dev.webhook-urls=");
    }
}
