package io.tributary.ingress.durable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Remembers what was delivered to this instance lately, because Nango's retries are byte-identical
 * and carry no number. So are some different events: a mark is for the reader, never a reason to
 * drop.
 */
@Component
public class RetryMarks {

    /** Nango's third attempt starts at most 49 s after the first and ends by 69 s. */
    private static final Duration HORIZON = Duration.ofSeconds(70);

    private static final int MOST = 100_000;

    private record Body(String environment, String sha256) {}

    private final Cache<Body, String> latest;

    @Autowired
    RetryMarks() {
        this(Ticker.systemTicker());
    }

    RetryMarks(Ticker ticker) {
        latest =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .expireAfterWrite(HORIZON)
                        .maximumSize(MOST)
                        // Inline: its own takes a microsecond, waking a thread for it four.
                        .executor(Runnable::run)
                        .build();
    }

    /** Remembers this delivery and tells the id of the last identical one within 70 s, if any. */
    public @Nullable String remember(String environment, String sha256, String eventId) {
        return latest.asMap().put(new Body(environment, sha256), eventId);
    }
}
