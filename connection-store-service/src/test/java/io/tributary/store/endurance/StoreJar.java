package io.tributary.store.endurance;

import io.tributary.backing.process.ChildCommand;
import io.tributary.backing.process.ChildProcess;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The service as it is packaged, unpacked once so that its classes can come from an archive. */
final class StoreJar {

    private static final Path JAR = Path.of("target", "connection-store-service.jar");

    /** Of each JVM that runs tests its own. */
    private static final String NAME = "store-" + Integer.getInteger("tributary.fork", 1);

    private static final Path FOLDER = JavaProgram.LOGS.resolve(NAME);
    private static final Path ARCHIVE = JavaProgram.LOGS.resolve(NAME + ".jsa");

    private static boolean unpacked;

    private StoreJar() {}

    /** False until a store of this build has ended in order. */
    static synchronized boolean hasArchive() {
        command();
        return Files.exists(ARCHIVE);
    }

    /**
     * What follows {@code java}. The first to end in order writes the archive for the others; it
     * halves the time to start.
     */
    static synchronized List<String> command() {
        if (!unpacked) {
            unpack();
            unpacked = true;
        }
        return List.of(
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-XX:+AutoCreateSharedArchive",
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "-jar",
                FOLDER.resolve(JAR.getFileName()).toString());
    }

    private static void unpack() {
        try {
            Files.createDirectories(JavaProgram.LOGS);
            FileSystemUtils.deleteRecursively(FOLDER);
            Files.deleteIfExists(ARCHIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int code =
                ChildProcess.start(
                                new ChildCommand(
                                        "unpacking the store",
                                        List.of(
                                                Path.of(
                                                                System.getProperty("java.home"),
                                                                "bin",
                                                                "java")
                                                        .toString(),
                                                "-Djarmode=tools",
                                                "-jar",
                                                JAR.toAbsolutePath().toString(),
                                                "extract",
                                                "--destination",
                                                FOLDER.toString()),
                                        Map.of(),
                                        JavaProgram.LOGS,
                                        JavaProgram.LOGS.resolve(NAME + "-unpack.log"),
                                        ChildCommand.StopSignal.TERM,
                                        true))
                        .ended()
                        .join();
        if (code != 0) {
            throw new IllegalStateException("the store's jar cannot be unpacked: is it packaged?");
        }
    }
}
