package io.tributary.store.walk;

import io.tributary.events.ConnectionKey;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.store.environment.Environments.Access;
import io.tributary.store.ledger.Census;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Answers;
import io.tributary.store.question.Beginning;
import io.tributary.store.question.Budget;
import io.tributary.store.question.QuestionBook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** Walks one environment's list whenever it is due and nobody else does. */
final class EnvironmentWalker {

    private static final Logger LOGGER = LoggerFactory.getLogger(EnvironmentWalker.class);

    /** Tables may be replaced by others under a running instance. */
    private static final int ENROLLED_EVERY = 60;

    private static final Duration UNTIL_APPLIED = Duration.ofSeconds(3);
    private static final Duration AFTER_GIVING_UP = Duration.ofMinutes(1);

    private final String environment;
    private final Access access;
    private final Budget budget;
    private final WholeInbox inbox;
    private final WalkBook book;
    private final QuestionBook questions;
    private final Census census;
    private final Answering answering;
    private final Clock clock;
    private final BiConsumer<String, Outcome> outcomes;
    private int rounds;

    EnvironmentWalker(
            String environment,
            Access access,
            Budget budget,
            WholeInbox inbox,
            WalkBook book,
            QuestionBook questions,
            Census census,
            Answering answering,
            Clock clock,
            BiConsumer<String, Outcome> outcomes) {
        this.environment = environment;
        this.access = access;
        this.budget = budget;
        this.inbox = inbox;
        this.book = book;
        this.questions = questions;
        this.census = census;
        this.answering = answering;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** Walks if it is time, and returns when that is over. */
    void round() throws InterruptedException {
        if (rounds++ % ENROLLED_EVERY == 0) {
            book.enroll(environment, access.walkInterval());
        }
        Optional<Turn> turn = book.claim(environment, Calls.LEASE);
        if (turn.isEmpty()) {
            return;
        }
        OptionalInt partitions = applied(turn.get());
        if (partitions.isPresent()) {
            walk(turn.get(), partitions.getAsInt());
        } else {
            book.postpone(turn.get(), UNTIL_APPLIED);
        }
    }

    private OptionalInt applied(Turn turn) throws InterruptedException {
        try {
            return inbox.partitionsIfApplied();
        } catch (RuntimeException e) {
            book.postpone(turn, UNTIL_APPLIED);
            throw e;
        }
    }

    private void walk(Turn turn, int partitions) {
        Beginning beginning = questions.beginning();
        long number = beginning.read();
        book.begin(turn, number);
        ToIntFunction<ConnectionKey> partition = key -> ConnectionPartition.of(key, partitions);
        Calls calls = new Calls(book, budget, clock, turn);
        Answers answers = new Answers(access.nango(), access.key(), budget);
        EnvironmentWalk walk =
                new EnvironmentWalk(
                        environment,
                        access.nango(),
                        census,
                        answering,
                        new SingleAsks(
                                calls, answers, questions, census, answering, number, partition),
                        calls,
                        beginning,
                        partition);
        Result result = resultOf(walk, turn);
        book.finish(turn, number, result, untilNext(result));
        outcomes.accept(environment, result.outcome());
        LOGGER.atLevel(result.outcome() == Outcome.COMPLETE ? Level.INFO : Level.WARN)
                .addKeyValue("environment", environment)
                .addKeyValue("walk", number)
                .addKeyValue("outcome", result.outcome().text())
                .addKeyValue("reason", result.reason())
                .addKeyValue("tally", result.tally())
                .log("walk over the list finished");
    }

    private Result resultOf(EnvironmentWalk walk, Turn turn) {
        try {
            return walk.walk(book.released(environment), turn.released());
        } catch (GivenUp e) {
            return new Result(Outcome.INCOMPLETE, e.getMessage(), walk.tally());
        } catch (Exception e) {
            // Cleared, so that the end can be written: who comes next need not wait for the lease.
            if (Thread.interrupted() || e instanceof InterruptedException) {
                return new Result(Outcome.INCOMPLETE, "the instance stopped", walk.tally());
            }
            LOGGER.atWarn()
                    .addKeyValue("environment", environment)
                    .setCause(e)
                    .log("walk given up; what it did not find counts for nothing");
            return new Result(
                    Outcome.INCOMPLETE,
                    "trouble of the store's own: " + e.getClass().getSimpleName(),
                    walk.tally());
        }
    }

    private Duration untilNext(Result result) {
        Duration interval = access.walkInterval();
        boolean soon =
                result.outcome() == Outcome.INCOMPLETE && interval.compareTo(AFTER_GIVING_UP) > 0;
        return soon ? AFTER_GIVING_UP : interval;
    }
}
