package io.tributary.store.walk;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.ledger.Census;
import io.tributary.store.ledger.Known;
import io.tributary.store.question.Answering;
import io.tributary.store.question.Answers;
import io.tributary.store.question.Answers.Answer;
import io.tributary.store.question.Before;
import io.tributary.store.question.QuestionBook;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** Asks about one connection for a walk; appends the answer only if it says something new. */
final class SingleAsks {

    private static final Logger LOGGER = LoggerFactory.getLogger(SingleAsks.class);
    private static final int MOST_UNANSWERED = 3;
    private static final Set<FailureKind> OPERATOR_MUST_ACT =
            Set.of(FailureKind.UNAUTHORISED, FailureKind.FORBIDDEN, FailureKind.PLAN_LIMIT);

    private final Calls calls;
    private final Answers answers;
    private final QuestionBook questions;
    private final Census census;
    private final Answering answering;
    private final long walk;
    private final ToIntFunction<ConnectionKey> partition;
    private int unanswered;

    SingleAsks(
            Calls calls,
            Answers answers,
            QuestionBook questions,
            Census census,
            Answering answering,
            long walk,
            ToIntFunction<ConnectionKey> partition) {
        this.calls = calls;
        this.answers = answers;
        this.questions = questions;
        this.census = census;
        this.answering = answering;
        this.walk = walk;
        this.partition = partition;
    }

    /**
     * Whether something was appended. One that is not answered is left for the next walk; nobody
     * need wait for a single connection whose provider hangs.
     *
     * @param broken whether it is known to be broken
     * @throws GivenUp if no question is answered any more
     */
    boolean ask(ConnectionKey key, boolean broken) throws Exception {
        AtomicBoolean appended = new AtomicBoolean();
        NangoFailure failure = calls.makePolitely(() -> ask(key, broken, appended));
        if (failure == null) {
            unanswered = 0;
            return appended.get();
        }
        LOGGER.atWarn()
                .addKeyValue("connection", key.encoded())
                .addKeyValue("walk", walk)
                .addKeyValue("failure", failure)
                .log("question of a walk not answered; the next walk asks again");
        if (++unanswered >= MOST_UNANSWERED || OPERATOR_MUST_ACT.contains(failure.kind())) {
            throw new GivenUp("single questions are not answered: " + failure);
        }
        return false;
    }

    private @Nullable NangoFailure ask(ConnectionKey key, boolean broken, AtomicBoolean appended)
            throws ExecutionException, InterruptedException, TimeoutException {
        Before before = questions.before(partition.applyAsInt(key));
        Answer answer =
                broken ? answers.askBroken(key, before, walk) : answers.ask(key, before, walk);
        return switch (answer) {
            case Answer.NoAnswer(NangoFailure failure) -> failure;
            // Left for the next walk, like whatever could not be asked.
            case Answer.Unpaid() -> null;
            case Answer.Observed(Observation observation, _) -> {
                // As it is known by now: it may have been long since the list was read.
                Known known = census.of(Set.of(key.id()));
                if (!known.unreadable().containsKey(key.id())
                        && Novelty.of(known.states().get(key.id()), observation)) {
                    answering.send(key, observation);
                    appended.set(true);
                }
                yield null;
            }
        };
    }
}
