package io.tributary.local.aot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class BrokerJarsTest {

    @TempDir Path folder;

    @Test
    void aCacheIsKeptAsLongAsNoJarChanges() throws Exception {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        Path jar = Files.writeString(libraries.resolve("kafka.jar"), "one");
        BrokerJars broker = new BrokerJars(libraries);
        Path cache = broker.program(folder.resolve("kafka")).cache();
        Files.writeString(cache, "of the first");

        assertThat(broker.program(folder.resolve("kafka")).cache()).exists();

        Files.writeString(jar, "another");
        assertThat(broker.program(folder.resolve("kafka")).cache()).doesNotExist();

        Files.writeString(cache, "of the second");
        Files.writeString(libraries.resolve("more.jar"), "more");
        assertThat(broker.program(folder.resolve("kafka")).cache()).doesNotExist();
    }
}
