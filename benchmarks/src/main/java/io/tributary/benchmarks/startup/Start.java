package io.tributary.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.benchmarks.service.Setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The project's own start command, from a built tree, with nothing kept from an earlier run. */
final class Start {

    private static final String READY = "Tributary is ready.";
    private static final Duration END = Duration.ofMinutes(1);

    /** Away from where a developer's own runs. */
    private static final int PORT_OFFSET = 12_000;

    private static final Duration TRAINING = Duration.ofMinutes(5);

    private Start() {}

    /**
     * Makes the caches from which all start, as a first {@code ./start} after a build does.
     *
     * @return the folder of what was made
     * @throws IllegalStateException if they cannot be made
     */
    static Path train(Setting setting) throws IOException, InterruptedException {
        Process process =
                start(setting, "train").redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        if (!process.waitFor(TRAINING.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("./start train came to nothing");
        }
        return programs(setting);
    }

    private static Path programs(Setting setting) {
        return setting.home().resolve(".local").resolve("programs");
    }

    private static ProcessBuilder start(Setting setting, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(setting.home().resolve("start").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(setting.home().toFile())
                        .redirectErrorStream(true);
        builder.environment().put("TRIBUTARY_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /**
     * What was seen of one start.
     *
     * @param ready from the process' start until it says that all is ready
     * @param firstWebhook how long the first webhook takes then, as a multiple of the median of
     *     those after it
     */
    record Seen(Duration ready, double firstWebhook) {}

    /**
     * Starts, and ends it again.
     *
     * @throws IllegalStateException if it does not get so far, with what it said
     */
    static Seen once(Setting setting, int round) throws IOException, InterruptedException {
        Path data = Files.createDirectories(setting.folder()).resolve("start-" + round);
        ProcessBuilder builder =
                start(
                        setting,
                        "--fresh",
                        "--port-offset",
                        Integer.toString(PORT_OFFSET),
                        "--data",
                        data.toString(),
                        "--programs",
                        programs(setting).toString());
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            awaitReady(process);
            Duration ready = Duration.ofNanos(System.nanoTime() - start);
            return new Seen(ready, FirstWebhook.overMedian(data, PORT_OFFSET));
        } finally {
            process.destroy();
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static void awaitReady(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.inputReader(UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(READY)) {
                return;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("./start ended:\n" + said);
    }
}
