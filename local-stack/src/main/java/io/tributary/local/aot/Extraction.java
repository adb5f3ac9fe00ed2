package io.tributary.local.aot;

import io.tributary.backing.embedded.Trees;
import io.tributary.local.check.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A Boot jar taken apart into a jar of our classes and a folder of libraries. From the jar of jars
 * itself a cache gains nothing. A build that replaces the jar does not touch what is extracted, so
 * it never takes the classes from under a running JVM.
 */
final class Extraction {
    private static final String SOURCE = "extracted-from";

    private Extraction() {}

    /**
     * Extracts if the jar, the JVM or the flags are not those of the last time; what was in the
     * folder, a cache too, is then gone.
     *
     * @return whether it had to
     * @throws Problem when the jar cannot be taken apart
     */
    static boolean renew(Program program, Path jar) throws IOException, InterruptedException {
        String wanted = identity(program, jar);
        Path source = program.folder().resolve(SOURCE);
        if (Files.exists(source) && Files.readString(source).equals(wanted)) {
            return false;
        }
        Path fresh = program.folder().resolveSibling(program.name() + ".new");
        Trees.delete(fresh);
        Files.createDirectories(fresh.getParent());
        ToolRun run =
                ToolRun.of(
                        List.of(
                                Program.java(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                fresh.toString()));
        if (run.exitCode() != 0) {
            throw new Problem(
                    "%s cannot be taken apart:\n%s".formatted(jar, run.said()),
                    "Build it again: mvn -DskipTests package");
        }
        Files.writeString(fresh.resolve(SOURCE), wanted);
        Trees.delete(program.folder());
        Files.move(fresh, program.folder(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static String identity(Program program, Path jar) throws IOException {
        return "%s\n%d bytes of %s\n%s %s\n%s\n"
                .formatted(
                        jar,
                        Files.size(jar),
                        Files.getLastModifiedTime(jar),
                        System.getProperty("java.home"),
                        System.getProperty("java.vm.version"),
                        program.flags());
    }
}
