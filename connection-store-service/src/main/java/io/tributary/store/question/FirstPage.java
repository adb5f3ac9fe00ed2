package io.tributary.store.question;

import io.tributary.nango.api.ConnectionsAnswer;
import io.tributary.nango.api.ConnectionsQuery;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.question.FloodBook.Unconfirmed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers many questions at once: the list's first page has the newest connections. Whoever forges
 * creations by the thousand costs one call, not thousands. No question is brought here twice,
 * unless the page failed or the replica may not have known; what is left is asked singly.
 */
public final class FirstPage {

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstPage.class);
    private static final Duration LEASE = Duration.ofSeconds(120);

    /** Nango reads lists from a replica; this old, a connection is surely on it. */
    public static final Duration REPLICA_LAG = Duration.ofSeconds(5);

    private final String environment;
    private final NangoApi nango;
    private final Budget budget;
    private final FloodBook floods;
    private final QuestionBook book;
    private final Answering answering;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile long lastNanos = System.nanoTime() - REPLICA_LAG.toNanos();
    private volatile int failures;

    FirstPage(
            String environment,
            NangoApi nango,
            Budget budget,
            FloodBook floods,
            QuestionBook book,
            Answering answering,
            Clock clock) {
        this.environment = environment;
        this.nango = nango;
        this.budget = budget;
        this.floods = floods;
        this.book = book;
        this.answering = answering;
        this.clock = clock;
    }

    /** One page, unless one is being read, or the last is so recent that more will have come. */
    void read(Set<Integer> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (!reading.compareAndSet(false, true)) {
            return;
        }
        try {
            if (System.nanoTime() - lastNanos >= REPLICA_LAG.toNanos() && budget.take(1) == 1) {
                lastNanos = System.nanoTime();
                ask(floods.claim(partitions, environment, REPLICA_LAG, LEASE));
            }
        } finally {
            reading.set(false);
        }
    }

    private void ask(List<Unconfirmed> open)
            throws ExecutionException, InterruptedException, TimeoutException {
        Beginning before = book.beginning();
        switch (nango.connections(ConnectionsQuery.page(0, ConnectionsQuery.MAX_LIMIT))) {
            case ConnectionsAnswer.Page page -> {
                failures = 0;
                boolean whole = page.isLast() && floods.believable(environment, ids(page));
                settle(Settlement.of(open, environment, before, page, whole));
            }
            case ConnectionsAnswer.NoAnswer(NangoFailure failure) ->
                    postpone(open.stream().map(Unconfirmed::due).toList(), failure);
        }
    }

    private List<UUID> ids(ConnectionsAnswer.Page page) {
        return page.connections().stream().map(row -> Observed.key(environment, row).id()).toList();
    }

    private void settle(Settlement settlement)
            throws ExecutionException, InterruptedException, TimeoutException {
        answering.send(settlement.answers());
        book.asked(settlement.answered(), Waits.afterAnswer(0));
        book.postponed(settlement.tooFresh(), REPLICA_LAG);
        book.asked(settlement.single(), Duration.ZERO);
        LOGGER.atInfo()
                .addKeyValue("environment", environment)
                .addKeyValue("answered", settlement.answered().size())
                .addKeyValue("tooFresh", settlement.tooFresh().size())
                .addKeyValue("askedSingly", settlement.single().size())
                .log("many questions asked with the list's first page");
    }

    private void postpone(List<Due> open, NangoFailure failure) {
        Duration wait = Waits.afterFailure(failure, failures++, clock);
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            budget.pause(wait);
        }
        if (Waits.mayPass(failure)) {
            book.postponed(open, wait);
        } else {
            // This key may not list, or Nango has no such list: single questions still work.
            book.asked(open, Duration.ZERO);
        }
        LOGGER.atWarn()
                .addKeyValue("environment", environment)
                .addKeyValue("questions", open.size())
                .addKeyValue("failure", failure)
                .addKeyValue("againIn", wait)
                .log("the list's first page not read; the questions stay open");
    }
}
