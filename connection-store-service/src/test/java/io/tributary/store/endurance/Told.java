package io.tributary.store.endurance;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalTime;

/**
 * What a run counted, on the console and in {@code target/endurance/told.txt}: of the classes of a
 * suite Surefire keeps only the last one's output.
 */
final class Told {

    private Told() {}

    static synchronized void line(String format, Object... values) {
        String line = format.formatted(values);
        System.out.println(line);
        try {
            Files.createDirectories(JavaProgram.LOGS);
            Files.writeString(
                    JavaProgram.LOGS.resolve("told.txt"),
                    "%tT %s%n".formatted(LocalTime.now(), line),
                    CREATE,
                    APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
