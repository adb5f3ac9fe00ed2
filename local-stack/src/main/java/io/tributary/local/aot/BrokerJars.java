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

    private static final String SOURCE = "made-of";

    Program program(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            // In one order always: a class path in another order is another one.
            List<Path> jars =
                    files.filter(f -> f.toString().endsWith(".jar"))
                            .map(f -> f.toAbsolutePath().normalize())
                            .sorted()
                            .toList();
            Program program = Program.onClassPath(NAME, folder, jars, BrokerMain.class.getName());
            keepCacheOnlyOf(jars, program);
            return program;
        }
    }

    /** The JVM does not notice before 25.0.4 when a jar changed, and runs what the cache has. */
    private static void keepCacheOnlyOf(List<Path> jars, Program program) throws IOException {
        var made = new StringBuilder();
        for (Path jar : jars) {
            made.append(
                    "%s %d bytes of %s%n"
                            .formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar)));
        }
        Path source = program.folder().resolve(SOURCE);
        if (Files.notExists(source) || !Files.readString(source).contentEquals(made)) {
            Files.deleteIfExists(program.cache());
            Files.writeString(source, made);
        }
    }
}
