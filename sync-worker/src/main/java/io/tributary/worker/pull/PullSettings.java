package io.tributary.worker.pull;

import static java.util.Objects.requireNonNullElseGet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code tributary.worker.pull}.
 *
 * @param largestPage the most bytes of one page; what is above 1 MB of it lies on disk while it is
 *     read
 * @param spoolDirectory where on disk; by default where this system puts temporary files
 * @param unacknowledged the most bytes of one pull that Kafka has not acknowledged yet
 * @param longestWait the most that a pull waits before it tries again, whatever a provider asks for
 * @param longestBudgetWait how long a pull keeps its thread while it waits for its turn to call;
 *     after that it gives the thread to another
 */
@ConfigurationProperties("tributary.worker.pull")
public record PullSettings(
        @DefaultValue("64MB") DataSize largestPage,
        Path spoolDirectory,
        @DefaultValue("4MB") DataSize unacknowledged,
        @DefaultValue("15m") Duration longestWait,
        @DefaultValue("10s") Duration longestBudgetWait) {

    public PullSettings {
        spoolDirectory =
                requireNonNullElseGet(
                        spoolDirectory, () -> Path.of(System.getProperty("java.io.tmpdir")));
        if (largestPage.toBytes() < 1 || unacknowledged.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "largest-page and unacknowledged must be at least 1 byte");
        }
        if (!Files.isDirectory(spoolDirectory) || !Files.isWritable(spoolDirectory)) {
            throw new IllegalArgumentException(
                    "spool-directory must be a directory that this process may write to, got '%s'"
                            .formatted(spoolDirectory));
        }
        if (!longestWait.isPositive() || !longestBudgetWait.isPositive()) {
            throw new IllegalArgumentException(
                    "longest-wait and longest-budget-wait must be positive");
        }
    }
}
