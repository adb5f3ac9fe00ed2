package io.tributary.store.restate;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tributary.events.CloudEvent;
import io.tributary.events.EventCodec;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Moves what is to be told again from its table into the inbox: a few at a time, removed once the
 * brokers have them. What is sent twice is a repeat, which the rules know by its generation.
 */
public final class Restater implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Restater.class);
    private static final long ROUND_MILLIS = 3_000;

    /** The database ends a transaction that is idle for ten seconds. */
    private static final long LONGEST_SEND_MILLIS = 8_000;

    private static final int AT_ONCE = 500;

    private final Restatements restatements;
    private final TransactionTemplate transaction;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final BooleanSupplier consuming;
    private final Clock clock;
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;

    /**
     * @param kafka idempotent and outside of any transaction
     * @param consuming whether this instance was ever given partitions: before that, the inbox may
     *     not be the one that the tables belong to
     */
    public Restater(
            Restatements restatements,
            TransactionTemplate transaction,
            KafkaOperations<byte[], byte[]> kafka,
            BooleanSupplier consuming,
            Clock clock) {
        this.restatements = restatements;
        this.transaction = transaction;
        this.kafka = kafka;
        this.consuming = consuming;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        stopped.drainPermits();
        Thread.ofPlatform().name("restater").daemon().start(this::goRound);
    }

    private void goRound() {
        try {
            do {
                round();
            } while (!stopped.tryAcquire(ROUND_MILLIS, MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            while (running && consuming.getAsBoolean() && move() == AT_ONCE) {
                LOGGER.atDebug().log("there is more to tell again");
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("againInMs", ROUND_MILLIS)
                    .setCause(e)
                    .log("what is to be told again was not sent; it stays");
        }
    }

    /** How many were sent and removed. */
    private int move() {
        Integer moved =
                transaction.execute(
                        _ -> {
                            List<Restated> taken = restatements.take(AT_ONCE);
                            if (!taken.isEmpty()) {
                                send(taken);
                                restatements.remove(taken);
                                LOGGER.atInfo()
                                        .addKeyValue("connections", taken.size())
                                        .log("what a rebuild left is told again");
                            }
                            return taken.size();
                        });
        return moved == null ? 0 : moved;
    }

    private void send(List<Restated> taken) {
        CompletableFuture<?>[] sent =
                taken.stream()
                        .map(
                                one ->
                                        kafka.send(
                                                KafkaCloudEvents.toRecord(
                                                        Topics.INBOX.name(),
                                                        one.key().encoded(),
                                                        event(one))))
                        .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(sent).get(LONGEST_SEND_MILLIS, MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers did not take it", e);
        }
    }

    private CloudEvent event(Restated one) {
        return EventCodec.event(one.restatement(), one.key(), clock.instant());
    }

    @Override
    public void stop() {
        running = false;
        stopped.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
