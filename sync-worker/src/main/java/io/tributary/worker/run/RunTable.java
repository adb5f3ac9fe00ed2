package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The statements on {@code sync.run} and what hangs on it. */
@Component
class RunTable {

    /** What the recent rate is told by: how many records were published at two times before. */
    private static final String MARKS =
            """
            progressed_at = now(),
            earlier_at = case when mark_at > now() - interval '30 s'
                then earlier_at else mark_at end,
            earlier_records = case when mark_at > now() - interval '30 s'
                then earlier_records else mark_records end,
            mark_at = case when mark_at > now() - interval '30 s' then mark_at else now() end,
            mark_records = case when mark_at > now() - interval '30 s'
                then mark_records else records + :fresh end\
            """;

    private final JdbcClient database;

    RunTable(JdbcClient database) {
        this.database = database;
    }

    /** False if the id is taken, or a run of this connection and model is under way or paused. */
    boolean insert(
            UUID id,
            ConnectionKey connection,
            String model,
            String trigger,
            @Nullable String orderedBy,
            Instant due) {
        return database.sql(
                                """
                                insert into sync.run
                                    (id, connection, model, trigger, ordered_by, status, due_at)
                                values (:id, :connection, :model, :trigger, :orderedBy, 'running', :due)
                                on conflict do nothing\
                                """)
                        .param("id", id)
                        .param("connection", connection.encoded())
                        .param("model", model)
                        .param("trigger", trigger)
                        .param("orderedBy", orderedBy)
                        .param("due", Timestamp.from(due))
                        .update()
                == 1;
    }

    /**
     * Raises the fence, if the run is under way; its row is locked then. What it waited for is
     * over, how often it had to is counted on until it gets a page further. Of late, for the recent
     * rate, is what another worker published too, if only a turn ago; never more than is published
     * for good.
     */
    Optional<Run> takeOver(UUID id) {
        return database.sql(
                        """
                        update sync.run set fence = fence + 1,
                            started_at = coalesce(started_at, now()),
                            reason_code = null, reason_sentence = null,
                            page_started_at = now(), page_records = 0,
                            earlier_at = case when mark_at > now() - interval '60 s'
                                then earlier_at else now() end,
                            earlier_records = case when mark_at > now() - interval '60 s'
                                then least(earlier_records, records) else records end,
                            mark_at = case when mark_at > now() - interval '60 s'
                                then mark_at else now() end,
                            mark_records = case when mark_at > now() - interval '60 s'
                                then least(mark_records, records) else records end
                        where id = :id and status = 'running'
                        returning *\
                        """)
                .param("id", id)
                .query(RunRows.ROWS)
                .optional();
    }

    Optional<Run> locked(UUID id) {
        return database.sql("select * from sync.run where id = :id for update")
                .param("id", id)
                .query(RunRows.ROWS)
                .optional();
    }

    List<Run> locked(ConnectionKey connection, RunStatus... statuses) {
        return database.sql(
                        """
                        select * from sync.run
                        where connection = :connection and status in (:statuses)
                        order by id for update\
                        """)
                .param("connection", connection.encoded())
                .param("statuses", Arrays.stream(statuses).map(RunStatus::word).toList())
                .query(RunRows.ROWS)
                .list();
    }

    Stall stall(UUID id) {
        return database.sql(
                        """
                        select attempts, stall_kind, stall_tries, stalled_at from sync.run
                        where id = ?\
                        """)
                .param(id)
                .query((row, _) -> RunRows.stall(row))
                .single();
    }

    /** Of a locked run. */
    void stalled(Run run, Stall stall) {
        Stall.Kind kind = stall.kind();
        Instant since = stall.since();
        database.sql(
                        """
                        update sync.run set attempts = :attempts, stall_kind = :kind,
                            stall_tries = :tries, stalled_at = :since
                        where id = :id\
                        """)
                .param("attempts", stall.attempts())
                .param("kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT))
                .param("tries", stall.tries())
                .param("since", since == null ? null : Timestamp.from(since))
                .param("id", run.id())
                .update();
    }

    boolean isHeld(Lease lease) {
        return database.sql(
                        """
                        select exists (
                            select from sync.run
                            where id = :id and fence = :fence and status = 'running')\
                        """)
                .param("id", lease.run())
                .param("fence", lease.fence())
                .query(Boolean.class)
                .single();
    }

    /** False if the lease is lost. */
    boolean advance(Lease lease, Position next, int records) {
        return database.sql(
                                """
                                update sync.run set checkpoint = :next, exhausted = :end,
                                    pages = :pages, empty_pages = :emptyPages,
                                    records = records + :records,
                                    attempts = 0,
                                    stall_kind = null, stall_tries = 0, stalled_at = null,
                                    reason_code = null, reason_sentence = null,
                                    page_started_at = now(), page_records = 0,
                                """
                                        + MARKS
                                        + " where id = :id and fence = :fence and status ="
                                        + " 'running'")
                        .param("next", next.next())
                        .param("end", next.isEnd())
                        .param("pages", next.page())
                        .param("emptyPages", next.emptyPages())
                        .param("records", records)
                        .param("fresh", records)
                        .param("id", lease.run())
                        .param("fence", lease.fence())
                        .update()
                == 1;
    }

    /** Notes how much of the page in hand is published. False if the lease is lost. */
    boolean progress(Lease lease, long pageRecords) {
        return database.sql(
                                "update sync.run set page_records = :fresh, "
                                        + MARKS
                                        + " where id = :id and fence = :fence and status ="
                                        + " 'running'")
                        .param("fresh", pageRecords)
                        .param("id", lease.run())
                        .param("fence", lease.fence())
                        .update()
                == 1;
    }

    /** False if the run has been there before. */
    boolean visit(UUID run, String place) {
        return database.sql(
                                """
                                insert into sync.visited (run, position) values (:run, :position)
                                on conflict do nothing\
                                """)
                        .param("run", run)
                        .param("position", sha256(place))
                        .update()
                == 1;
    }

    /** Puts a locked run down; the raised fence takes it out of any worker's hands. */
    void put(Run run, Standing standing) {
        SyncRun.Reason reason = standing.reason();
        database.sql(
                        """
                        update sync.run set status = :status, fence = fence + 1,
                            attempts = :attempts, due_at = :due,
                            stall_kind = case when :attempts > 0 then stall_kind end,
                            stall_tries = case when :attempts > 0 then stall_tries else 0 end,
                            stalled_at = case when :attempts > 0 then stalled_at end,
                            reason_code = :code, reason_sentence = :sentence,
                            finished_at = case when :over then now() end
                        where id = :id\
                        """)
                .param("status", standing.status().word())
                .param("attempts", standing.attempts())
                .param("due", Timestamp.from(standing.dueAt()))
                .param("code", reason == null ? null : reason.code())
                .param("sentence", reason == null ? null : reason.sentence())
                .param("over", standing.status().isOver())
                .param("id", run.id())
                .update();
        if (standing.status().isOver()) {
            database.sql("delete from sync.visited where run = :id").param("id", run.id()).update();
        }
    }

    void told(Run run, boolean announced) {
        database.sql(
                        """
                        update sync.run set events = events + 1, announced = :announced
                        where id = :id\
                        """)
                .param("announced", announced)
                .param("id", run.id())
                .update();
    }

    /** The one that is under way or paused, locked. */
    Optional<Run> live(SyncKey sync) {
        return database.sql(
                        """
                        select * from sync.run
                        where connection = :connection and model = :model
                            and status in ('running', 'paused')
                        for update\
                        """)
                .param("connection", sync.connection().encoded())
                .param("model", sync.model())
                .query(RunRows.ROWS)
                .optional();
    }

    /** The newest first. */
    List<Run> of(SyncKey sync, Syncs.@Nullable Mark after, int most) {
        return database.sql(
                        """
                        select * from sync.run
                        where connection = :connection and model = :model
                            and (:first or (created_at, id) < (:createdAt, :run))
                        order by created_at desc, id desc limit :most\
                        """)
                .param("connection", sync.connection().encoded())
                .param("model", sync.model())
                .param("first", after == null)
                .param(
                        "createdAt",
                        Timestamp.from(after == null ? Instant.EPOCH : after.createdAt()))
                .param("run", after == null ? new UUID(0, 0) : after.run())
                .param("most", most)
                .query(RunRows.ROWS)
                .list();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
