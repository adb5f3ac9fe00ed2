package io.tributary.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of everything that Tributary publishes itself, the awkward cases included. */
final class Samples {

    static final ConnectionKey KEY = new ConnectionKey("dev", "github", "octo/cat");
    static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");
    static final Cause CAUSE =
            new Cause("nango.inbox", 3, 17, "01938a4e-7c00-7000-8000-000000000001", 0);
    static final Owner OWNER =
            new Owner("user-1", "ann@example.test", "Ann", "org-1", "Org", false);

    record Sample(
            String name, Object payload, CloudEvent event, Function<CloudEvent, Object> decode) {

        String text() {
            StringBuilder text = new StringBuilder();
            event.headers()
                    .forEach(
                            (header, value) ->
                                    text.append(header)
                                            .append(": ")
                                            .append(new String(value, UTF_8))
                                            .append('\n'));
            return text.append('\n')
                    .append(new String(event.data(), UTF_8))
                    .append('\n')
                    .toString();
        }

        CloudEvent withData(String data) {
            return CloudEvent.of(event.headers(), data.getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Sample created() {
        return change("connection-created", ConnectionChange.Kind.CREATED, active(OWNER));
    }

    static Stream<Sample> all() {
        ConnectionChange broken =
                change(
                        ConnectionChange.Kind.BROKEN,
                        connection(
                                ConnectionStatus.BROKEN,
                                OWNER.asRemembered(),
                                Map.of(),
                                new Connection.ConnectionError("refresh_token_external_error")));
        return Stream.of(
                created(),
                change(
                        "connection-reauthorized",
                        ConnectionChange.Kind.REAUTHORIZED,
                        active(OWNER)),
                sample("connection-broken", broken),
                change("connection-recovered", ConnectionChange.Kind.RECOVERED, active(null)),
                change(
                        "connection-updated-awkward-tags",
                        ConnectionChange.Kind.UPDATED,
                        connection(
                                ConnectionStatus.ACTIVE,
                                OWNER,
                                Map.of(
                                        "nul",
                                        "a\u0000b",
                                        "lone",
                                        "x\ud800y",
                                        "pair",
                                        "\ud83d\ude00",
                                        "é",
                                        "ü"),
                                null)),
                change(
                        "connection-deleted",
                        ConnectionChange.Kind.DELETED,
                        connection(ConnectionStatus.DELETED, OWNER, Map.of("plan", "pro"), null)),
                new Sample(
                        "connection-state",
                        ConnectionState.after(broken),
                        EventCodec.stateAfter(broken, TIME),
                        EventCodec::decodeConnectionState),
                observation(
                        "observation-present",
                        new Observation.Present(41, 18, Observation.Via.SINGLE, null, observed())),
                observation(
                        "observation-present-in-list",
                        new Observation.Present(41, 18, Observation.Via.LIST, 7L, observed())),
                observation(
                        "observation-absent",
                        new Observation.Absent(42, 19, Observation.Via.SINGLE, null, "not_found")),
                restated("rebuild-restated", new Restatement(2, null)),
                restated(
                        "rebuild-restated-gone",
                        new Restatement(3, Restatement.Told.of(active(OWNER), 4711))),
                new Sample(
                        "deletion-requested",
                        new RequestedDeletion(RequestedDeletion.Outcome.DELETED),
                        EventCodec.event(
                                new RequestedDeletion(RequestedDeletion.Outcome.DELETED),
                                KEY,
                                "01938a4e-7c00-7000-8000-000000000003",
                                TIME),
                        EventCodec::decodeRequestedDeletion),
                record(
                        "record-upserted",
                        RecordChange.upserted(
                                KEY,
                                "Contact",
                                "c/1",
                                new JsonMapper()
                                        .readTree("{\"id\":\"c/1\",\"name\":\"Zoë\",\"n\":null}"))),
                record("record-deleted", RecordChange.deleted(KEY, "Contact", "c/1")),
                run("sync-run-started", SyncRun.Kind.STARTED, null),
                run("sync-run-completed", SyncRun.Kind.COMPLETED, null),
                run(
                        "sync-run-failed",
                        SyncRun.Kind.FAILED,
                        new SyncRun.Reason(
                                "malformed_answer", "The provider's answer is no list.")),
                run(
                        "sync-run-paused",
                        SyncRun.Kind.PAUSED,
                        new SyncRun.Reason("connection_broken", "Its user must reconnect it.")));
    }

    private static Sample change(String name, ConnectionChange.Kind kind, Connection connection) {
        return sample(name, change(kind, connection));
    }

    private static ConnectionChange change(ConnectionChange.Kind kind, Connection connection) {
        return new ConnectionChange(kind, connection, 2, 1, 4711, 1, CAUSE);
    }

    private static Sample sample(String name, ConnectionChange change) {
        return new Sample(
                name, change, EventCodec.event(change, TIME), EventCodec::decodeConnectionChange);
    }

    private static Connection active(Owner owner) {
        return connection(
                ConnectionStatus.ACTIVE,
                owner,
                Map.of("end_user_id", "user-1", "plan", "pro"),
                null);
    }

    private static Connection connection(
            ConnectionStatus status,
            Owner owner,
            Map<String, String> tags,
            Connection.ConnectionError error) {
        return new Connection(
                KEY.id(),
                KEY.environment(),
                KEY.integration(),
                KEY.connectionId(),
                "github",
                status,
                owner,
                tags,
                error,
                Instant.parse("2026-11-22T09:59:58.419Z"),
                Instant.parse("2026-11-22T09:59:58.419Z"));
    }

    private static Observation.ObservedConnection observed() {
        return new Observation.ObservedConnection(
                4711,
                "github",
                Map.of("plan", "pro"),
                new Observation.EndUser("user-1", null, "Ann", null, null),
                List.of("auth"),
                Instant.parse("2026-11-22T09:59:58.419Z"),
                null);
    }

    private static Sample observation(String name, Observation observation) {
        return new Sample(
                name,
                observation,
                EventCodec.event(observation, KEY, "01938a4e-7c00-7000-8000-000000000002", TIME),
                EventCodec::decodeObservation);
    }

    private static Sample restated(String name, Restatement restatement) {
        return new Sample(
                name,
                restatement,
                EventCodec.event(restatement, KEY, TIME),
                EventCodec::decodeRestatement);
    }

    private static Sample record(String name, RecordChange change) {
        return new Sample(
                name,
                change,
                EventCodec.event(change, new RecordChange.Origin("7c0e9c1e-run", 2, 5), TIME),
                EventCodec::decodeRecordChange);
    }

    private static Sample run(String name, SyncRun.Kind kind, SyncRun.Reason reason) {
        SyncRun run =
                new SyncRun(
                        kind,
                        UUID.fromString("7c0e9c1e-0000-4000-8000-000000000001"),
                        KEY.environment(),
                        KEY.integration(),
                        KEY.connectionId(),
                        "Contact",
                        "created",
                        2,
                        5,
                        120,
                        reason);
        return new Sample(name, run, EventCodec.event(run, 1, TIME), EventCodec::decodeSyncRun);
    }
}
