package io.tributary.local.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands, run to their end in one folder with one environment. */
record Shell(Path folder, Map<String, String> environment) {

    /** How a command ended and all that it said. */
    record Said(int exit, String text) {}

    /** Fails with all that the command said unless it ends with 0. */
    String run(List<String> command) {
        Said said = tried(command);
        if (said.exit() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + said.exit() + "\n" + said.text());
        }
        return said.text();
    }

    String run(String... command) {
        return run(List.of(command));
    }

    Said tried(List<String> command) {
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
