package io.tributary.local.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which program listens on a port, as far as the system tells us. */
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** For example {@code "java (pid 4711)"}; empty when it is another user's or not known. */
    static Optional<String> of(int port) {
        Optional<ProcessHandle> holder =
                Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
        return holder.map(PortHolder::described);
    }

    private static String described(ProcessHandle process) {
        String command = process.info().command().orElse("a program");
        return "%s (pid %d)".formatted(Path.of(command).getFileName(), process.pid());
    }

    private static Optional<ProcessHandle> fromProc(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listening(Path.of(table), port));
        }
        return ProcessHandle.allProcesses().filter(p -> holdsAny(p.pid(), sockets)).findFirst();
    }

    /** The names that the system gives to sockets listening on a port. */
    private static List<String> listening(Path table, int port) {
        String address = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(f -> f.length > 9 && f[1].endsWith(address) && f[3].equals(LISTENING))
                    .map(fields -> "socket:[" + fields[9] + "]")
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException _) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static Optional<ProcessHandle> fromLsof(int port) {
        try {
            Process lsof =
                    new ProcessBuilder("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-t")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (Stream<String> pids = lsof.inputReader().lines()) {
                return pids.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
