package io.tributary.simulator.delivery;

import io.tributary.simulator.delivery.DeliveryLog.Entry;
import io.tributary.simulator.delivery.DeliveryLog.Result;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Writes each call, and each that was not made, into the log that tests read, and into the log. */
@Component
final class DeliveryJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryJournal.class);

    private final DeliveryLog log;
    private final Clock clock;

    DeliveryJournal(DeliveryLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** The beginning of a call. */
    record Started(Instant at) {}

    Started start() {
        return new Started(clock.instant());
    }

    void notSent(Delivery delivery, @Nullable String url, Result why) {
        add(entry(start(), delivery, url, 0, why, null, null));
    }

    void ended(Started started, Delivery delivery, String url, int attempt, Outcome outcome) {
        add(
                switch (outcome) {
                    case Outcome.Answered(int status) ->
                            entry(
                                    started,
                                    delivery,
                                    url,
                                    attempt,
                                    outcome.isSuccess() ? Result.DELIVERED : Result.REFUSED,
                                    status,
                                    null);
                    case Outcome.TimedOut _ ->
                            entry(started, delivery, url, attempt, Result.TIMED_OUT, null, null);
                    case Outcome.Broken(String why) ->
                            entry(started, delivery, url, attempt, Result.BROKEN, null, why);
                    case Outcome.Hopeless(String why) ->
                            entry(started, delivery, url, attempt, Result.BROKEN, null, why);
                });
    }

    private void add(Entry entry) {
        log.add(entry);
        LOGGER.atInfo()
                .addKeyValue("delivery", entry.delivery())
                .addKeyValue("type", entry.type())
                .addKeyValue("operation", entry.operation())
                .addKeyValue("connectionId", entry.connectionId())
                .addKeyValue("url", entry.url())
                .addKeyValue("attempt", entry.attempt())
                .addKeyValue("result", entry.result())
                .addKeyValue("status", entry.status())
                .addKeyValue("durationMs", entry.tookMillis())
                .log("webhook");
    }

    private Entry entry(
            Started started,
            Delivery delivery,
            @Nullable String url,
            int attempt,
            Result result,
            @Nullable Integer status,
            @Nullable String reason) {
        Webhook webhook = delivery.webhook();
        Webhook.Subject subject = webhook.subject();
        return new Entry(
                delivery.id().toString(),
                webhook.environment().name(),
                subject.type(),
                subject.operation(),
                subject.connectionId(),
                url,
                attempt,
                result,
                status,
                reason,
                started.at(),
                Duration.between(started.at(), clock.instant()).toMillis(),
                sha256(webhook.body()));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
