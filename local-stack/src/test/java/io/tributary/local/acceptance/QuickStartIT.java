package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.documentation.Commands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The README's quick start, as written, in a copy of the tree in which nothing was built; then
 * every other command that a page shows for the running stack. It takes the ports that the README
 * names, so they must be free.
 */
class QuickStartIT {

    private static final Duration BUILD_AND_START = Duration.ofMinutes(12);
    private static final Path REPOSITORY = Path.of("..");

    @TempDir Path folder;

    private Process start;

    @AfterEach
    void end() throws Exception {
        if (start != null && start.isAlive()) {
            interrupt(start);
            start.waitFor(1, TimeUnit.MINUTES);
            start.destroyForcibly().waitFor();
        }
        // A launcher that fails its test may leave its parts, and with them the README's ports
        // taken.
        left().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void worksAsWritten() throws Exception {
        List<String> commands = Commands.ofTheQuickStart();
        assertThat(commands).hasSize(4).first().isEqualTo("./start");
        copyTheTree();
        Path said = folder.resolve("said");

        start =
                new ProcessBuilder("bash", "-c", "exec " + commands.getFirst())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        await().atMost(BUILD_AND_START)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !start.isAlive() || read(said).contains("Tributary is ready."));
        assertThat(start.isAlive()).as(read(said)).isTrue();

        assertThat(run(commands.get(1))).contains("ann-crm");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(run(commands.get(2)))
                                        .contains("\"connectionId\":\"ann-crm\"")
                                        .contains("\"status\":\"active\"")
                                        .contains("\"endUserId\":\"ann\""));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(run(commands.get(3)))
                                        .contains("ann-crm")
                                        .contains("\"status\":\"completed\"")
                                        .contains("\"records\":250"));

        for (String command : Commands.onTheStack()) {
            run(command);
        }

        interrupt(start);
        // The first run after a build ends with making caches, which takes a busy machine minutes.
        assertThat(start.waitFor(8, TimeUnit.MINUTES)).isTrue();
        assertThat(left()).isEmpty();
    }

    /** What a clone would have, changes not yet committed included. */
    private void copyTheTree() throws Exception {
        Process copy =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "git ls-files -z --cached --others --exclude-standard"
                                        + " | xargs -0 cp --parents -t \"$0\"",
                                folder.toString())
                        .directory(REPOSITORY.toFile())
                        .inheritIO()
                        .start();
        assertThat(copy.waitFor()).isZero();
        assertThat(folder.resolve("local-stack/target")).doesNotExist();
    }

    /** As a reader would, but a refused request of curl's is an error, and java is this one. */
    private String run(String command) throws Exception {
        Files.writeString(folder.resolve(".curlrc"), "fail-with-body\n");
        ProcessBuilder reader =
                new ProcessBuilder("bash", "-o", "pipefail", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        reader.environment().put("CURL_HOME", folder.toString());
        reader.environment()
                .merge(
                        "PATH",
                        System.getProperty("java.home") + "/bin:",
                        (before, java) -> java + before);
        Process shell = reader.start();
        String shown = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as("%s%n%s", command, shown).isZero();
        return shown;
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start().waitFor();
    }

    private List<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .commandLine()
                                        .filter(command -> command.contains(folder.toString()))
                                        .isPresent())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
