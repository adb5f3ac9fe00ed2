package io.tributary.worker.stand;

import static org.awaitility.Awaitility.await;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.events.SyncRun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a subscriber sees of a connection's pulls. */
public final class Seen {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Seen() {}

    public static List<CloudEvent> records(ConnectionKey connection) {
        return TopicReader.events("nango.records.Contact", connection);
    }

    public static List<String> recordIds(ConnectionKey connection) {
        return records(connection).stream()
                .map(EventCodec::decodeRecordChange)
                .map(RecordChange::recordId)
                .toList();
    }

    public static List<SyncRun> runs(ConnectionKey connection) {
        return TopicReader.events("nango.sync-runs", connection).stream()
                .map(EventCodec::decodeSyncRun)
                .toList();
    }

    public static List<SyncRun.Kind> kinds(ConnectionKey connection) {
        return runs(connection).stream().map(SyncRun::kind).toList();
    }

    /** The last event of the connection's runs, once it is of this kind. */
    public static SyncRun awaitLast(ConnectionKey connection, SyncRun.Kind kind) {
        return await("the last event of " + connection.connectionId() + " is " + kind)
                .atMost(PATIENCE)
                .until(
                        () -> runs(connection),
                        runs -> !runs.isEmpty() && runs.getLast().kind() == kind)
                .getLast();
    }

    /** How the connection's run of this model ended. */
    public static SyncRun awaitEnd(ConnectionKey connection, String model) {
        return await("the end of " + model + " of " + connection.connectionId())
                .atMost(PATIENCE)
                .until(
                        () ->
                                runs(connection).stream()
                                        .filter(run -> run.model().equals(model))
                                        .filter(
                                                run ->
                                                        run.kind() == SyncRun.Kind.COMPLETED
                                                                || run.kind()
                                                                        == SyncRun.Kind.FAILED)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
