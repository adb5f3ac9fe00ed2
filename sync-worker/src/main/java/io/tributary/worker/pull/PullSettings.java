package io.tributary.worker.pull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * {@code tributary.worker.pull}.
 *
 * @param largestPage the most bytes of one page; it is held in memory, several times over
 * @param longestWait the most that a pull waits before it tries again, whatever a provider asks for
 * @param longestBudgetWait how long a pull keeps its thread while it waits for its turn to call;
 *     after that it gives the thread to another
 */
@ConfigurationProperties("tributary.worker.pull")
public record PullSettings(
        @DefaultValue("64MB") DataSize largestPage,
        @DefaultValue("15m") Duration longestWait,
        @DefaultValue("10s") Duration longestBudgetWait) {

    public PullSettings {
        if (largestPage.toBytes() < 1 || largestPage.toBytes() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "largest-page must be 1 byte to 2 GB, got " + largestPage);
        }
        if (!longestWait.isPositive() || !longestBudgetWait.isPositive()) {
            throw new IllegalArgumentException(
                    "longest-wait and longest-budget-wait must be positive");
        }
    }

    int largestPageBytes() {
        return (int) largestPage.toBytes();
    }
}
