package io.tributary.simulator.delivery;

import io.tributary.simulator.delivery.DeliveryFaults.Fate;
import io.tributary.simulator.delivery.DeliveryLog.Result;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends webhooks and forgets them: nobody waits, nothing is ordered, and what is pending when the
 * process ends is lost. Each address is called until one call succeeds, is refused, or was the
 * last; the secondary address only after the primary is done with.
 */
@Component
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookSender.class);

    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final DeliveryCall call;
    private final DeliveryFaults faults;
    private final Circuits circuits;
    private final DeliveryJournal journal;
    private final DeliverySettings settings;

    WebhookSender(
            DeliveryCall call,
            DeliveryFaults faults,
            Circuits circuits,
            DeliveryJournal journal,
            DeliverySettings settings) {
        this.call = call;
        this.faults = faults;
        this.circuits = circuits;
        this.journal = journal;
        this.settings = settings;
    }

    /** Returns at once. The signing key is the one of this moment, for all attempts. */
    public void send(Webhook webhook) {
        Delivery delivery = Delivery.of(webhook);
        switch (faults.next(webhook.subject())) {
            case Fate.Sent _ -> start(delivery, Duration.ZERO);
            case Fate.Delayed(Duration delay) -> start(delivery, delay);
            case Fate.Dropped _ -> journal.notSent(delivery, null, Result.DROPPED_ON_REQUEST);
            case Fate.Doubled _ -> {
                start(delivery, Duration.ZERO);
                start(Delivery.of(webhook), Duration.ZERO);
            }
        }
    }

    private void start(Delivery delivery, Duration delay) {
        deliveries.execute(
                () -> {
                    try {
                        Thread.sleep(delay);
                        for (String url : delivery.webhook().urls()) {
                            deliver(delivery, url);
                        }
                    } catch (InterruptedException stopping) {
                        LOGGER.atInfo()
                                .addKeyValue("delivery", delivery.id())
                                .log("webhook lost: the simulator stops");
                    }
                });
    }

    private void deliver(Delivery delivery, String url) throws InterruptedException {
        Circuit circuit = circuits.of(url);
        Duration wait = settings.retryDelay();
        for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
            if (attempt > 1) {
                Thread.sleep(wait);
                wait = wait.multipliedBy(2);
            }
            if (!circuit.admits()) {
                journal.notSent(delivery, url, Result.DROPPED_BY_CIRCUIT);
                return;
            }
            Outcome outcome = attempt(delivery, url, attempt);
            circuit.ended(outcome.isSuccess());
            if (!outcome.isWorthRetrying()) {
                return;
            }
        }
    }

    private Outcome attempt(Delivery delivery, String url, int attempt) {
        DeliveryJournal.Started started = journal.start();
        Outcome outcome = call.make(delivery.webhook(), delivery.signature(), url);
        journal.ended(started, delivery, url, attempt, outcome);
        return outcome;
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
