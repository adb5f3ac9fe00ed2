package io.tributary.store.ledger;

import static java.util.Objects.requireNonNull;

import io.tributary.events.ConnectionKey;
import io.tributary.store.decision.Decider;
import io.tributary.store.decision.Rules;
import io.tributary.store.inbox.Reading;
import io.tributary.store.inbox.Reason;
import io.tributary.store.question.QuestionBook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records a batch in one transaction, each input once whoever applied it, and says what is to be
 * published now that it is recorded.
 */
public final class Ledger {

    private static final Logger LOGGER = LoggerFactory.getLogger(Ledger.class);

    private final Progress progress;
    private final Connections connections;
    private final History history;
    private final ParkedInputs parked;
    private final ReadNumbers readNumbers;
    private final QuestionBook questions;
    private final Decider decider;
    private final BatchObserver observer;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;

    /** By the rules. */
    public Ledger(
            JdbcTemplate jdbc, QuestionBook questions, PlatformTransactionManager transactions) {
        this(jdbc, questions, transactions, Rules::decide, BatchObserver.NONE);
    }

    public Ledger(
            JdbcTemplate jdbc,
            QuestionBook questions,
            PlatformTransactionManager transactions,
            Decider decider,
            BatchObserver observer) {
        this.observer = observer;
        this.progress = new Progress(jdbc);
        this.connections = new Connections(jdbc);
        this.history = new History(jdbc);
        this.parked = new ParkedInputs(jdbc);
        this.readNumbers = new ReadNumbers(jdbc);
        this.questions = questions;
        this.decider = decider;
        this.transaction = new TransactionTemplate(transactions);
        // Its own transaction; within another one a savepoint, so that what the database refuses
        // can be taken back there too.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * @param batch in the order of each partition
     * @param windows of every partition in the batch
     * @return what to publish, in the order of each partition, what is surely published left out
     * @throws DataAccessException if the database is in trouble; nothing is recorded then
     */
    public List<Outgoing> record(List<Reading> batch, Map<Integer, Window> windows) {
        try {
            return commit(batch, windows, this::applyAtOnce);
        } catch (DataAccessException e) {
            if (Failure.of(e) != Failure.DATA) {
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("sqlState", Failure.sqlState(e))
                    .addKeyValue("inputs", batch.size())
                    .log("the database refused a batch; its inputs are applied one by one");
            return commit(batch, windows, this::applyOneByOne);
        }
    }

    private interface Application {
        List<Outgoing> apply(List<Reading> fresh);
    }

    private List<Outgoing> commit(
            List<Reading> batch, Map<Integer, Window> windows, Application application) {
        List<Reading> fresh = new ArrayList<>();
        List<Outgoing> brought = new ArrayList<>();
        List<Outgoing> unpublished =
                requireNonNull(
                        transaction.execute(
                                _ -> {
                                    Standing standing =
                                            Standing.of(progress.lock(windows.keySet()), windows);
                                    fresh.addAll(standing.fresh(batch));
                                    List<Outgoing> outgoing = again(standing.applied(batch));
                                    brought.addAll(application.apply(fresh));
                                    outgoing.addAll(brought);
                                    progress.advance(standing.after(batch));
                                    return standing.unpublished(outgoing);
                                }));
        observer.applied(fresh, brought);
        return unpublished;
    }

    /** What was recorded before, but perhaps not published. */
    private List<Outgoing> again(Map<Integer, List<Reading>> applied) {
        List<Outgoing> outgoing = new ArrayList<>();
        applied.forEach(
                (partition, readings) -> {
                    long first = readings.getFirst().offset();
                    long last = readings.getLast().offset();
                    outgoing.addAll(history.between(partition, first, last));
                    Map<Long, Reason> reasons = parked.between(partition, first, last);
                    for (Reading reading : readings) {
                        Reason reason = reasons.get(reading.offset());
                        if (reason != null) {
                            outgoing.add(new Outgoing.Aside(reading.record(), reason));
                        }
                    }
                });
        return outgoing;
    }

    private List<Outgoing> applyAtOnce(Collection<? extends Reading> fresh) {
        List<UUID> ids = fresh.stream().flatMap(Ledger::key).map(ConnectionKey::id).toList();
        Origin origin = connections.origin();
        Fold fold = new Fold(decider, origin.generation(), connections.load(ids)).apply(fresh);
        readNumbers.keepAhead(origin.lastRead(), fresh);
        connections.save(fold.rows());
        history.append(fold.lines());
        parked.append(fold.aside());
        questions.raise(fold.raised());
        return fold.outgoing();
    }

    private static Stream<ConnectionKey> key(Reading reading) {
        return switch (reading) {
            case Reading.Readable readable -> Stream.of(readable.key());
            case Reading.Unreadable unreadable -> Stream.ofNullable(unreadable.key());
        };
    }

    private List<Outgoing> applyOneByOne(List<Reading> fresh) {
        return fresh.stream()
                .flatMap(reading -> applyOrPark(reading).stream())
                .collect(Collectors.toList());
    }

    /** If even the question cannot be stored, the input is parked without one. */
    private List<Outgoing> applyOrPark(Reading reading) {
        try {
            return applyOne(reading);
        } catch (DataAccessException refused) {
            Reason reason = reasonOf(refused);
            ConnectionKey key = key(reading).findFirst().orElse(null);
            try {
                return applyOne(new Reading.Unreadable(reading.record(), key, reason));
            } catch (DataAccessException refusedAgain) {
                reasonOf(refusedAgain);
                return applyOne(new Reading.Unreadable(reading.record(), null, reason));
            }
        }
    }

    private static Reason reasonOf(DataAccessException failure) {
        if (Failure.of(failure) != Failure.DATA) {
            throw failure;
        }
        return Reason.refusedByDatabase(Failure.sqlState(failure));
    }

    private List<Outgoing> applyOne(Reading reading) {
        return Objects.requireNonNull(savepoint.execute(_ -> applyAtOnce(List.of(reading))));
    }
}
