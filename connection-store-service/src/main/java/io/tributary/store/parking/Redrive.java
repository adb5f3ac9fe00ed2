package io.tributary.store.parking;

import io.tributary.kafka.ParkedRecord;
import io.tributary.store.ledger.Text;
import io.tributary.store.parking.ParkedInput.Place;
import io.tributary.store.parking.RedriveReport.Outcome;
import io.tributary.store.parking.RedriveReport.Result;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts parked inputs at the end of their topic again: looked up, read, sent and marked, one after
 * the other. Each once, however often it is ordered; see {@link RedriveMarks} for what a kill in
 * between does.
 */
public final class Redrive {

    private static final Logger LOGGER = LoggerFactory.getLogger(Redrive.class);
    private static final int PAGE = 200;

    private final ParkedList list;
    private final ParkedCopies copies;
    private final Supplier<ParkedRecords> records;
    private final RedriveMarks marks;

    Redrive(
            ParkedList list,
            ParkedCopies copies,
            Supplier<ParkedRecords> records,
            RedriveMarks marks) {
        this.list = list;
        this.copies = copies;
        this.records = records;
        this.marks = marks;
    }

    /**
     * @param dryRun nothing is sent
     * @param by who orders it, for the log and the mark
     * @throws InputsOutOfReach if Kafka or the database fail; what was redriven before stays so
     */
    public RedriveReport run(RedriveOrder order, boolean dryRun, String by) {
        String subject = Text.brief(by).replaceAll("\\p{Cntrl}", "\ufffd");
        LOGGER.atInfo()
                .addKeyValue("subject", subject)
                .addKeyValue("order", order)
                .addKeyValue("dryRun", dryRun)
                .log("redrive ordered");
        Run run = new Run(dryRun, subject, new ArrayList<>());
        copies.find();
        try (ParkedRecords bytes = records.get()) {
            return switch (order) {
                case RedriveOrder.One(Place place) -> run.one(place, bytes);
                case RedriveOrder.Matching(ParkedFilter filter, int most) ->
                        run.matching(filter.notRedriven(), most, bytes);
            };
        } catch (KafkaException | DataAccessException | TransactionException e) {
            throw new InputsOutOfReach(
                    ("Kafka or the database does not answer; %d were redriven before. The call may"
                                    + " be repeated: these are not redriven again. Only the one at"
                                    + " which it ended may be on its topic without its mark.")
                            .formatted(run.done(Result.REDRIVEN)),
                    e);
        }
    }

    private final class Run {

        private final boolean dryRun;
        private final String by;
        private final List<Outcome> outcomes;

        Run(boolean dryRun, String by, List<Outcome> outcomes) {
            this.dryRun = dryRun;
            this.by = by;
            this.outcomes = outcomes;
        }

        RedriveReport one(Place place, ParkedRecords bytes) {
            ParkedInput input = list.one(place).orElse(null);
            if (input == null) {
                outcomes.add(new Outcome(place, Result.NOT_PARKED, null, null));
                return new RedriveReport(0, outcomes);
            }
            take(input, bytes);
            return new RedriveReport(input.redriven() == null ? 1 : 0, outcomes);
        }

        RedriveReport matching(ParkedFilter filter, int most, ParkedRecords bytes) {
            // What is parked again meanwhile is not of this order.
            ParkedList.Extent extent = list.extent(filter);
            ParkedList.Mark last = extent.last();
            long matching = extent.count();
            if (last == null) {
                return new RedriveReport(0, outcomes);
            }
            Result wanted = dryRun ? Result.WOULD_BE_REDRIVEN : Result.REDRIVEN;
            ParkedList.Mark after = null;
            List<ParkedInput> page;
            do {
                page = list.page(filter, false, after, PAGE);
                for (ParkedInput input : page) {
                    after = ParkedList.Mark.of(input);
                    if (done(wanted) == most || after.compareTo(last) > 0) {
                        return new RedriveReport(matching, outcomes);
                    }
                    take(input, bytes);
                }
            } while (page.size() == PAGE);
            return new RedriveReport(matching, outcomes);
        }

        long done(Result result) {
            return outcomes.stream().filter(one -> one.result() == result).count();
        }

        private void take(ParkedInput input, ParkedRecords bytes) {
            ParkedInput.Redriven before = input.redriven();
            if (before != null) {
                add(input, Result.ALREADY_REDRIVEN, before.to());
            } else if (input.redrives() >= ParkedRecord.MOST_REDRIVES) {
                add(input, Result.USED_UP, null);
            } else if (dryRun) {
                add(input, bytes.holds(input) ? Result.WOULD_BE_REDRIVEN : Result.GONE, null);
            } else {
                redrive(input, bytes.of(input));
            }
        }

        private void redrive(
                ParkedInput input, @Nullable ConsumerRecord<byte[], byte @Nullable []> record) {
            if (record == null) {
                add(input, Result.GONE, null);
                return;
            }
            Place to = marks.sendOnce(input.place(), record, by).orElse(null);
            if (to == null) {
                ParkedInput.Redriven other =
                        list.one(input.place()).map(ParkedInput::redriven).orElse(null);
                add(input, Result.ALREADY_REDRIVEN, other == null ? null : other.to());
                return;
            }
            LOGGER.atInfo()
                    .addKeyValue("subject", by)
                    .addKeyValue("partition", input.place().partition())
                    .addKeyValue("offset", input.place().offset())
                    .addKeyValue("reason", input.reason())
                    .addKeyValue("redrives", input.redrives() + 1)
                    .addKeyValue("toPartition", to.partition())
                    .addKeyValue("toOffset", to.offset())
                    .log("parked input redriven");
            add(input, Result.REDRIVEN, to);
        }

        private void add(ParkedInput input, Result result, @Nullable Place to) {
            outcomes.add(new Outcome(input.place(), result, to, input));
        }
    }
}
