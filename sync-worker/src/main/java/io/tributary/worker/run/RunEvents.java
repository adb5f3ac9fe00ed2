package io.tributary.worker.run;

import io.tributary.events.EventCodec;
import io.tributary.events.SyncRun;
import io.tributary.events.Topics;
import io.tributary.kafka.KafkaCloudEvents;
import io.tributary.worker.topic.DurableSend;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;

/**
 * Tells of runs on {@code nango.sync-runs}. Called inside the transaction that changes the run, its
 * row locked: told before it is committed, so that a crash repeats an event, under the same id, and
 * never leaves one out. So one may also be told of what the commit then did not do, and another,
 * under the same id, of what was done instead: the row decides, not the event.
 */
@Component
class RunEvents {

    private final RunTable runs;
    private final DurableSend kafka;
    private final Clock clock;

    RunEvents(RunTable runs, DurableSend kafka, Clock clock) {
        this.runs = runs;
        this.kafka = kafka;
        this.clock = clock;
    }

    void tell(Run run, SyncRun.Kind kind, SyncRun.@Nullable Reason reason) {
        kafka.send(
                KafkaCloudEvents.toRecord(
                        Topics.SYNC_RUNS.name(),
                        run.connection().encoded(),
                        EventCodec.event(run.event(kind, reason), run.events(), clock.instant())));
        runs.told(run, kind == SyncRun.Kind.STARTED);
    }
}
