package io.tributary.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes have in memory. */
final class Resident {

    private static final String SHARED_ONCE = "Pss:";

    private Resident() {}

    /**
     * Of a process and all that it started; what several share counts once.
     *
     * @return megabytes
     * @throws IllegalStateException on a system that does not tell, which is all but Linux
     */
    static double megabytes(long pid) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(
                                process -> Stream.concat(Stream.of(process), process.descendants()))
                        .mapToLong(process -> kilobytes(process.pid()))
                        .sum()
                / 1024.0;
    }

    private static long kilobytes(long pid) {
        Path file = Path.of("/proc/" + pid + "/smaps_rollup");
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("memory is read from " + file + ", which is not there");
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(SHARED_ONCE))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
