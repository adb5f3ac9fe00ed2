package io.tributary.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The README's quick start, as written, in a copy of the tree in which nothing was built. It takes
 * the ports that the README names, so they must be free.
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
        List<String> commands = commandsOf("Quick start");
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

        interrupt(start);
        assertThat(start.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(left()).isEmpty();
    }

    /** The shell blocks of one chapter, in order. */
    private static List<String> commandsOf(String chapter) throws IOException {
        String readme = Files.readString(REPOSITORY.resolve("README.md"));
        String text = readme.split("\n## " + chapter + "\n")[1].split("\n## ")[0];
        return Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
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

    private String run(String command) throws Exception {
        Process shell =
                new ProcessBuilder("bash", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
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
