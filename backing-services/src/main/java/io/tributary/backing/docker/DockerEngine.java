package io.tributary.backing.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether Docker can run our containers here, asked through its own command. */
public final class DockerEngine {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /**
     * What Testcontainers 2.0.5 starts beside every container, to remove what a killed JVM leaves.
     */
    private static final String RYUK = "testcontainers/ryuk:0.14.0";

    private static final Duration PULL = Duration.ofMinutes(5);

    private DockerEngine() {}

    /** Why Docker cannot be used; empty when it can. Pulls the images that are missing. */
    public static Optional<String> obstacle() {
        if (!runs(ANSWER, "docker", "info")) {
            return Optional.of("no Docker engine answers");
        }
        return images().stream()
                .filter(image -> !runs(ANSWER, "docker", "image", "inspect", image))
                .filter(image -> !runs(PULL, "docker", "pull", "--quiet", image))
                .findFirst()
                .map(image -> "image " + image + " is neither here nor can it be pulled");
    }

    private static List<String> images() {
        var all = new ArrayList<>(List.of(DockerKafka.IMAGE, DockerPostgres.IMAGE));
        if (!"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            all.add(RYUK);
        }
        return all;
    }

    private static boolean runs(Duration patience, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
