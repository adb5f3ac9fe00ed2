package io.tributary.worker.endurance;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The worker as it is packaged, unpacked once so that its classes can come from an archive. */
final class WorkerJar {

    static final Path LOGS = Path.of("target", "endurance").toAbsolutePath();

    private static final Path JAR = Path.of("target", "sync-worker.jar");
    private static final Path FOLDER = LOGS.resolve("worker");
    private static final Path ARCHIVE = LOGS.resolve("worker.jsa");
    private static boolean unpacked;

    private WorkerJar() {}

    /** The first worker to end in order writes the archive, which halves the others' start. */
    static synchronized List<String> command() {
        if (!unpacked) {
            unpack();
            unpacked = true;
        }
        return java(
                // Started again and again on two cores: what helps a long life only costs here.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-XX:+AutoCreateSharedArchive",
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "-jar",
                FOLDER.resolve(JAR.getFileName()).toString());
    }

    private static void unpack() {
        try {
            Files.createDirectories(LOGS);
            FileSystemUtils.deleteRecursively(FOLDER);
            Files.deleteIfExists(ARCHIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                java(
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "extract",
                        "--destination",
                        FOLDER.toString());
        if (start("unpacking the worker", command, Map.of(), "unpack").ended().join() != 0) {
            throw new IllegalStateException("the worker cannot be unpacked: is it packaged?");
        }
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ends with this JVM at the latest. */
    static ChildProcess start(
            String name, List<String> command, Map<String, String> secrets, String log) {
        return ChildProcess.start(
                new ChildCommand(
                        name,
                        command,
                        secrets,
                        LOGS.getParent(),
                        LOGS.resolve(log + ".log"),
                        ChildCommand.StopSignal.TERM,
                        true));
    }
}
