package io.tributary.store.question;

import io.github.bucket4j.Bucket;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.environment.Environments.Access;
import io.tributary.store.question.Answers.Answer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/** Asks the due questions of one environment, within its budget. */
final class EnvironmentAsker {

    private static final Logger LOGGER = LoggerFactory.getLogger(EnvironmentAsker.class);

    /** Longer than two requests and a send may take; a new consumer does not wait for it. */
    private static final Duration LEASE = Duration.ofSeconds(150);

    private static final int AT_ONCE = 8;

    private final String environment;
    private final Access access;
    private final QuestionBook book;
    private final Answering answering;
    private final Clock clock;
    private final Bucket budget;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile Instant pausedUntil = Instant.MIN;

    EnvironmentAsker(
            String environment,
            Access access,
            QuestionBook book,
            Answering answering,
            Clock clock) {
        this.environment = environment;
        this.access = access;
        this.book = book;
        this.answering = answering;
        this.clock = clock;
        this.budget =
                Bucket.builder()
                        .addLimit(
                                limit ->
                                        limit.capacity(burst(access.callsPerMinute()))
                                                .refillGreedy(
                                                        access.callsPerMinute(),
                                                        Duration.ofMinutes(1)))
                        .build();
    }

    /**
     * Nango counts in windows of a minute: budget saved up must not be spent on top of a full one.
     */
    private static int burst(int callsPerMinute) {
        return Math.max(1, callsPerMinute / 5);
    }

    /** Hands every question that may be asked now to {@code threads}. */
    void round(Set<Integer> partitions, ExecutorService threads) {
        if (clock.instant().isBefore(pausedUntil)) {
            return;
        }
        int free = slots.drainPermits();
        long paid = free == 0 ? 0 : budget.tryConsumeAsMuchAsPossible(free);
        List<Due> claimed = List.of();
        try {
            claimed = paid == 0 ? claimed : book.claim(partitions, environment, paid, LEASE);
        } finally {
            slots.release(free - claimed.size());
            if (paid > claimed.size()) {
                budget.addTokens(paid - claimed.size());
            }
        }
        claimed.forEach(due -> threads.execute(() -> askAndRelease(due)));
    }

    private void askAndRelease(Due due) {
        try {
            ask(due);
        } catch (InterruptedException e) {
            // Shutting down: the lease runs out, and the question is asked by whoever is there.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOGGER.atWarn()
                    .addKeyValue("connection", due.key().encoded())
                    .addKeyValue("againIn", LEASE)
                    .setCause(e)
                    .log("question not asked, or its answer not kept; it stays open");
        } finally {
            slots.release();
        }
    }

    private void ask(Due due) throws ExecutionException, InterruptedException, TimeoutException {
        QuestionBook.Before before = book.before(due.partition());
        Answer answer =
                Answers.ask(
                        access.nango(),
                        due.key(),
                        before,
                        () -> budget.consumeIgnoringRateLimits(1));
        switch (answer) {
            case Answer.Observed(var observation) -> {
                answering.send(due.key(), observation);
                book.asked(due, Waits.afterAnswer(due.attempts()));
                LOGGER.atInfo()
                        .addKeyValue("connection", due.key().encoded())
                        .addKeyValue("answer", observation.getClass().getSimpleName())
                        .addKeyValue("read", before.read())
                        .addKeyValue("basis", before.basis())
                        .log("question answered");
            }
            case Answer.NoAnswer(NangoFailure failure) -> postpone(due, failure);
        }
    }

    private void postpone(Due due, NangoFailure failure) {
        Duration wait = Waits.afterFailure(failure, due.attempts(), clock);
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            // The limit is the account's: asking about another connection would meet it as well.
            pausedUntil = clock.instant().plus(wait);
        }
        book.asked(due, wait);
        LOGGER.atWarn()
                .addKeyValue("connection", due.key().encoded())
                .addKeyValue("failure", failure)
                .addKeyValue("againIn", wait)
                .log("question not answered; it stays open");
    }
}
