package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.run.Lease;
import io.tributary.worker.run.LeaseLost;
import io.tributary.worker.run.Leases;
import io.tributary.worker.run.Position;
import io.tributary.worker.run.SyncKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the API tells of syncs, their runs, and how a running one gets on. */
class SyncsIT {

    private static Api api;

    private final ConnectionKey connection = aConnection();

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
    }

    @Test
    void tellsHowFreshASyncIsAndItsRuns() {
        NANGO.connection(connection.connectionId(), 150);
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        String id = SyncsIT.id(connection);
        awaitStatus(id, "completed");
        api.post("/api/syncs/" + id + "/trigger", "");
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                Seen.kinds(connection).stream().filter(COMPLETED::equals).count()
                                        == 2);

        JsonNode sync = awaitStatus(id, "completed");
        JsonNode newest = api.get("/api/syncs/" + id + "/runs?limit=1").json();
        JsonNode oldest =
                api.get("/api/syncs/" + id + "/runs?cursor=" + newest.path("next").asString())
                        .json();

        assertThat(sync.path("connectionId").asString()).isEqualTo(connection.connectionId());
        assertThat(sync.path("records").asLong()).isEqualTo(150);
        assertThat(sync.path("orderedBy").asString()).isEqualTo("olga");
        assertThat(Instant.parse(sync.path("lastCompletedAt").asString()))
                .isEqualTo(Instant.parse(sync.path("finishedAt").asString()));
        assertThat(sync.path("progress").isNull()).isTrue();
        assertThat(newest.at("/runs/0/trigger").asString()).isEqualTo("operator");
        assertThat(newest.at("/runs/0/run")).isEqualTo(sync.path("run"));
        assertThat(newest.path("runs").size()).isEqualTo(1);
        assertThat(oldest.at("/runs/0/trigger").asString()).isEqualTo("created");
        assertThat(oldest.path("next").isNull()).isTrue();
    }

    @Test
    void tellsTheProgressOfARunFromTheDatabase() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
        Gate gate = new Gate();
        contacts.onRequest(2, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 2);

        JsonNode sync = api.get("/api/syncs/" + id(connection)).json();
        leases().progress(lease(sync, 0), 42);
        JsonNode inside = api.get("/api/syncs/" + id(connection)).json().path("progress");
        assertThatThrownBy(() -> leases().progress(lease(sync, 1), 43))
                .isInstanceOf(LeaseLost.class);
        gate.open();

        JsonNode progress = sync.path("progress");
        assertThat(sync.path("status").asString()).isEqualTo("running");
        assertThat(sync.path("pages").asLong()).isEqualTo(2);
        assertThat(progress.path("state").asString()).isEqualTo("pulling");
        assertThat(progress.path("page").asLong()).isEqualTo(3);
        assertThat(progress.path("records").asLong()).isEqualTo(200);
        assertThat(progress.path("worker").asString()).isNotBlank();
        assertThat(progress.at("/sinceStart/recordsPerSecond").asDouble()).isPositive();
        assertThat(progress.at("/recently/recordsPerSecond").asDouble()).isPositive();
        assertThat(inside.path("records").asLong()).isEqualTo(242);
        assertThat(inside.path("pageRecords").asLong()).isEqualTo(42);
        assertThat(Instant.parse(progress.path("pageStartedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(sync.path("startedAt").asString()));
        awaitStatus(id(connection), "completed");
    }

    @Test
    void saysNothingOfAWaitThatIsOverAndStillHowFastItWas() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
        Gate gate = new Gate();
        contacts.onRequest(1, e -> FakeNango.answer(e, 503, "{}"));
        contacts.onRequest(2, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached();

        JsonNode sync = api.get("/api/syncs/" + id(connection)).json();
        gate.open();

        JsonNode progress = sync.path("progress");
        assertThat(progress.path("state").asString()).isEqualTo("pulling");
        assertThat(sync.path("reason").isNull()).isTrue();
        assertThat(sync.path("dueAt").isNull()).isTrue();
        assertThat(progress.path("attempts").asInt()).isEqualTo(1);
        assertThat(progress.at("/recently/recordsPerSecond").asDouble()).isPositive();
        awaitStatus(id(connection), "completed");
    }

    private static Leases leases() {
        return RunningWorker.shared().bean("leases", Leases.class);
    }

    /** As the worker has it that is at the page, or as one before it had it. */
    private Lease lease(JsonNode sync, int takeOversBefore) {
        return new Lease(
                UUID.fromString(sync.path("run").asString()),
                connection,
                "Contact",
                sync.path("fence").asLong() - takeOversBefore,
                Position.first());
    }

    @Test
    void tellsUntilWhenARunWaitsAndWhy() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 10);
        IntStream.range(0, 100)
                .forEach(n -> contacts.onRequest(n, e -> FakeNango.answer(e, 503, "{}")));
        publish(change(connection, CREATED, 1));

        JsonNode sync =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> api.get("/api/syncs/" + id(connection)).json(),
                                one -> one.at("/progress/state").asString("").equals("waiting"));
        // Else it goes on beside all tests after this one.
        api.post("/api/syncs/" + id(connection) + "/pause", "");

        assertThat(sync.at("/reason/code").asString()).isEqualTo("provider_503");
        assertThat(sync.at("/progress/attempts").asInt()).isPositive();
        assertThat(Instant.parse(sync.path("dueAt").asString()))
                .isAfter(Instant.parse(sync.path("startedAt").asString()));
    }

    @Test
    void listsEachOnceHoweverMuchChangesMeanwhile() {
        Set<String> made = new TreeSet<>();
        IntStream.range(0, 30).forEach(n -> made.add(aRow("paged", "completed")));
        Set<String> others = new TreeSet<>();
        List<String> met = new ArrayList<>();

        String next = "";
        do {
            JsonNode page = api.get("/api/syncs?integration=paged&limit=7" + next).json();
            page.path("syncs").forEach(sync -> met.add(sync.path("id").asString()));
            next = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asString();
            others.add(aRow("paged", "completed"));
            sql().sql(
                            "update sync.run set status = 'failed', fence = fence + 1 where"
                                    + " connection like 'dev/paged/%'")
                    .update();
        } while (next != null);

        assertThat(met).doesNotHaveDuplicates().containsAll(made);
        met.removeAll(made);
        assertThat(others).containsAll(met);
    }

    @Test
    void listsOnlyWhatEveryFilterLetsThrough() {
        String failed = aRow("filtered", "failed");
        String one = api.get("/api/syncs/" + failed).json().path("connectionId").asString();

        JsonNode found =
                api.get(
                                "/api/syncs?environment=dev&integration=filtered&model=Contact&status=failed&connectionId="
                                        + one.replace("/", "%2F"))
                        .json();
        JsonNode none = api.get("/api/syncs?status=running&connectionId=" + one).json();

        assertThat(found.path("syncs").size()).isEqualTo(1);
        assertThat(found.at("/syncs/0/id").asString()).isEqualTo(failed);
        assertThat(none.path("syncs").size()).isZero();
    }

    @Test
    void saysWhatIsWrongWithACallAndWhatWouldBeRight() {
        assertThat(api.get("/api/syncs?state=failed").detail())
                .contains("state is not known", "status");
        assertThat(api.get("/api/syncs?status=done").detail())
                .isEqualTo("status must be one of running, paused, completed, failed, ended");
        assertThat(api.get("/api/syncs?model=a%00b").status()).isEqualTo(400);
        assertThat(api.get("/api/syncs?connectionId=a%00b").status()).isEqualTo(200);
        assertThat(api.get("/api/syncs?cursor=x").detail()).contains("'next'");
        assertThat(api.get("/api/syncs/no-uuid").detail()).contains("id must be a UUID");
        assertThat(api.get("/api/syncs/" + UUID.randomUUID()).detail())
                .contains("No sync has this id");
        assertThat(api.get("/api/syncs/" + UUID.randomUUID() + "/runs").status()).isEqualTo(404);
    }

    static String id(ConnectionKey connection) {
        return new SyncKey(connection, "Contact").id().toString();
    }

    private static JsonNode awaitStatus(String id, String status) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> api.get("/api/syncs/" + id).json(),
                        sync -> sync.path("status").asString("").equals(status));
    }

    /** A sync whose connection no worker pulls. */
    private static String aRow(String integration, String status) {
        ConnectionKey key = new ConnectionKey("dev", integration, "user/" + UUID.randomUUID());
        UUID run = UUID.randomUUID();
        sql().sql(
                        "insert into sync.run (id, connection, model, trigger, status, due_at)"
                                + " values (?, ?, 'Contact', 'created', ?, now())")
                .params(run, key.encoded(), status)
                .update();
        sql().sql("insert into sync.sync (id, connection, model, run) values (?, ?, 'Contact', ?)")
                .params(new SyncKey(key, "Contact").id(), key.encoded(), run)
                .update();
        return id(key);
    }
}
