package io.tributary.local.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory and disk that are free. */
public final class Space {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final long MEGA = 1024 * 1024;

    private Space() {}

    /**
     * @throws Problem when less memory than this is available; where the system does not tell, it
     *     is taken to be enough
     */
    public static void requireMemory(long megabytes) {
        OptionalLong available = availableMegabytes(MEMINFO);
        if (available.isPresent() && available.getAsLong() < megabytes) {
            throw new Problem(
                    "Only %d MB of memory are free, %d MB are needed."
                            .formatted(available.getAsLong(), megabytes),
                    "Close some programs, or give the machine or container more memory.");
        }
    }

    /**
     * @throws Problem when the folder's disk has less room than this
     */
    public static void requireDisk(Path folder, long megabytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() / MEGA;
        if (free < megabytes) {
            throw new Problem(
                    "Only %d MB of disk are free at %s, %d MB are needed."
                            .formatted(free, folder, megabytes),
                    "Make room, or empty the local data with --fresh.");
        }
    }

    static OptionalLong availableMegabytes(Path meminfo) {
        try {
            return Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
