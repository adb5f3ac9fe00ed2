package io.tributary.backing.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a command into a session of its own. Without that, Ctrl-C at a terminal reaches every child
 * at the same moment as this JVM, and nothing can be ended in order.
 */
final class Session {
    private static final List<String> PREFIX = prefix();

    private Session() {}

    static List<String> own(List<String> command) {
        var whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    /** Both replace themselves by the command, so that the process id stays the one we started. */
    private static List<String> prefix() {
        return onPath("setsid")
                .map(List::of)
                .or(
                        () ->
                                onPath("perl")
                                        .map(
                                                perl ->
                                                        List.of(
                                                                perl,
                                                                "-e",
                                                                "use POSIX; POSIX::setsid(); exec"
                                                                        + " @ARGV or die $!")))
                .orElse(List.of());
    }

    private static Optional<String> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
