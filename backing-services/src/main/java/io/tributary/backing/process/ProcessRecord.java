package io.tributary.backing.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who a process was, written to a file, so that a later run can find it and end it, and nobody
 * else: process ids are given again.
 *
 * @param pid its process id
 * @param started when the system says that it started
 * @param marker a part of its command line that no other program has
 */
public record ProcessRecord(long pid, Instant started, String marker) {
    /** The system's own start times move by as much when its clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public ProcessRecord {
        if (marker.isBlank() || marker.lines().count() != 1) {
            throw new IllegalArgumentException("marker must be one line of text: " + marker);
        }
    }

    /** Of a child of this JVM. */
    public static ProcessRecord of(ChildProcess child, String marker) {
        Instant started = child.handle().info().startInstant().orElseGet(Instant::now);
        return new ProcessRecord(child.pid(), started, marker);
    }

    /** Writes all of it or, if the system fails meanwhile, nothing. */
    public void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(
                fresh,
                List.of(Long.toString(pid), Long.toString(started.toEpochMilli()), marker),
                StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * @return empty when there is no such file
     * @throws IOException when it cannot be read or is none of ours
     */
    public static Optional<ProcessRecord> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            Instant started = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return Optional.of(
                    new ProcessRecord(Long.parseLong(lines.get(0)), started, lines.get(2)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is no record of a process; delete it", e);
        }
    }

    /** The process, if it is certainly still that one. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    /**
     * Ends the process and what it started: politely, and by force after the patience.
     *
     * @return whether there was anything to end
     */
    public boolean end(Duration patience) throws IOException {
        Optional<ProcessHandle> found = process();
        if (found.isEmpty()) {
            return false;
        }
        ProcessHandle process = found.get();
        List<ProcessHandle> family = process.descendants().toList();
        Signals.send("CONT", List.of(process));
        process.destroy();
        if (!ended(process, patience)) {
            process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        if (!ended(process, patience)) {
            throw new IOException("Process " + pid + " does not end: kill -9 " + pid);
        }
        return true;
    }

    private boolean isTheSame(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean sameStart =
                info.startInstant()
                        .filter(s -> Duration.between(s, started).abs().compareTo(TOLERANCE) <= 0)
                        .isPresent();
        boolean sameCommand = info.commandLine().filter(c -> c.contains(marker)).isPresent();
        return sameStart && sameCommand;
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
