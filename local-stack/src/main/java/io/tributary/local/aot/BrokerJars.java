package io.tributary.local.aot;

import io.tributary.backing.embedded.BrokerMain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kafka's broker, on the launcher's libraries without the launcher: whose own changes are no reason
 * to make the broker's cache anew.
 *
 * @param libraries the folder of jars
 */
public record BrokerJars(Path libraries) {
    /** The program's name. */
    public static final String NAME = "kafka";

    Program program(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            // In one order always: a class path in another order is another one.
            List<Path> jars =
                    files.filter(f -> f.toString().endsWith(".jar"))
                            .map(f -> f.toAbsolutePath().normalize())
                            .sorted()
                            .toList();
            return Program.onClassPath(NAME, folder, jars, BrokerMain.class.getName());
        }
    }
}
