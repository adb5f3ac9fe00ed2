package io.tributary.store.question;

import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.question.Answers.Answer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import java.time.Clock;
import java.time.Duration;
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
    private final Answers answers;
    private final Budget budget;
    private final FirstPage firstPage;
    private final FloodBook floods;
    private final QuestionBook book;
    private final Answering answering;
    private final Clock clock;
    private final Runnable wake;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /** Whether more is due than there were slots for. */
    private volatile boolean crowded;

    /**
     * @param wake asks for another round, when one ended and more is due than there was room for
     */
    EnvironmentAsker(
            String environment,
            Answers answers,
            Budget budget,
            FirstPage firstPage,
            FloodBook floods,
            QuestionBook book,
            Answering answering,
            Clock clock,
            Runnable wake) {
        this.environment = environment;
        this.answers = answers;
        this.budget = budget;
        this.firstPage = firstPage;
        this.floods = floods;
        this.book = book;
        this.answering = answering;
        this.clock = clock;
        this.wake = wake;
    }

    /** Hands everything that may be asked now to {@code threads}. */
    void round(Set<Integer> partitions, ExecutorService threads) {
        Backlog backlog = floods.backlog(partitions, environment);
        boolean flood = backlog.isFlood(budget.soon());
        if (flood) {
            threads.execute(() -> readFirstPage(partitions));
        }
        long single = flood ? backlog.here() - backlog.answerable() : backlog.here();
        if (single > 0) {
            askSingly(partitions, flood, single, threads);
        }
    }

    private void askSingly(
            Set<Integer> partitions, boolean flood, long most, ExecutorService threads) {
        int free = slots.drainPermits();
        crowded = most > free;
        List<Due> claimed = List.of();
        try {
            long paid = budget.take(Math.min(free, most));
            claimed = paid == 0 ? claimed : book.claim(partitions, environment, flood, paid, LEASE);
        } finally {
            slots.release(free - claimed.size());
        }
        claimed.forEach(due -> threads.execute(() -> askAndRelease(due)));
    }

    private void readFirstPage(Set<Integer> partitions) {
        try {
            firstPage.read(partitions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOGGER.atWarn()
                    .addKeyValue("environment", environment)
                    .setCause(e)
                    .log("the list's first page came to nothing; its questions stay open");
        }
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
                    .setCause(e)
                    .log("question not asked, or its answer not kept; it stays open");
            release(due);
        } finally {
            slots.release();
            if (crowded) {
                wake.run();
            }
        }
    }

    /** Nobody need wait for the lease, unless the database cannot be told. */
    private void release(Due due) {
        try {
            book.asked(List.of(due), Waits.afterTrouble(due.attempts()));
        } catch (DataAccessException e) {
            LOGGER.atWarn()
                    .addKeyValue("connection", due.key().encoded())
                    .addKeyValue("againIn", LEASE)
                    .setCause(e)
                    .log("question not given back; its lease must run out");
        }
    }

    private void ask(Due due) throws ExecutionException, InterruptedException, TimeoutException {
        Before before = book.before(due.partition());
        Answer answer =
                due.broken()
                        ? answers.askBroken(due.key(), before, null)
                        : answers.ask(due.key(), before, null);
        switch (answer) {
            case Answer.Observed(var observation, boolean fromReplica)
                    when fromReplica && due.fresh() && Observed.isBroken(observation) ->
                    // The replica may not know yet what this is about.
                    book.postponed(List.of(due), FirstPage.REPLICA_LAG);
            case Answer.Observed(var observation, _) -> {
                answering.send(due.key(), observation);
                book.asked(List.of(due), Waits.afterAnswer(due.attempts()));
                LOGGER.atInfo()
                        .addKeyValue("connection", due.key().encoded())
                        .addKeyValue("answer", observation.getClass().getSimpleName())
                        .addKeyValue("read", before.read())
                        .addKeyValue("basis", before.basis())
                        .log("question answered");
            }
            case Answer.NoAnswer(NangoFailure failure) -> postpone(due, failure);
            case Answer.Unpaid() -> book.postponed(List.of(due), Waits.backOff(due.attempts()));
        }
    }

    private void postpone(Due due, NangoFailure failure) {
        Duration wait = Waits.afterFailure(failure, due.attempts(), clock);
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            // The limit is the account's: asking about another connection would meet it as well.
            budget.pause(wait);
        }
        book.asked(List.of(due), wait);
        LOGGER.atWarn()
                .addKeyValue("connection", due.key().encoded())
                .addKeyValue("failure", failure)
                .addKeyValue("againIn", wait)
                .log("question not answered; it stays open");
    }
}
