package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.BROKEN;
import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.events.ConnectionChange.Kind.RECOVERED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.events.SyncRun.Kind.PAUSED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.Api.Answer;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Gate;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Tokens;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What operators order, and what becomes of it. */
class OrdersIT {

    private static Api api;

    private final ConnectionKey connection = aConnection();
    private final FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);
    private final Gate gate = new Gate();

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
    }

    @Test
    void runsAFailedOneAnewFromItsFirstPage() {
        contacts.onRequest(1, exchange -> FakeNango.answer(exchange, 403, "{}"));
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, FAILED);
        awaitStatus("failed");

        Answer answer = order("trigger");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("trigger").asString()).isEqualTo("operator");
        assertThat(answer.json().path("orderedBy").asString()).isEqualTo("olga");
        assertThat(Seen.awaitLast(connection, COMPLETED).trigger()).isEqualTo("operator");
        assertThat(Seen.recordIds(connection).subList(100, 350)).isEqualTo(contacts.ids());
    }

    @Test
    void refusesASecondRunBesideOneThatIsUnderWayAndNamesIt() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);

        Answer answer = order("trigger");
        Answer same = api.post("/api/syncs", body("Contact"));
        gate.open();

        String run = Seen.awaitLast(connection, COMPLETED).run().toString();
        for (Answer refused : List.of(answer, same)) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("run").asString()).isEqualTo(run);
            assertThat(refused.detail())
                    .contains(
                            run,
                            "under way",
                            "POST /api/syncs/" + SyncsIT.id(connection) + "/trigger?restart=true");
        }
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
    }

    @Test
    void pausesUntilAnOperatorResumesWhateverBecomesOfTheConnection() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);

        Answer paused = order("pause");
        gate.open();
        publish(change(connection, BROKEN, 2));
        publish(change(connection, RECOVERED, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 3);
        Answer still = api.get("/api/syncs/" + SyncsIT.id(connection));
        Answer refused = order("trigger");
        Answer notAnew = order("trigger?restart=true");
        Answer resumed = order("resume");

        assertThat(paused.json().path("pausedBy").asString()).isEqualTo("olga");
        assertThat(paused.json().at("/reason/sentence").asString()).contains("(olga)");
        assertThat(still.json().path("status").asString()).isEqualTo("paused");
        assertThat(still.json().at("/reason/code").asString()).isEqualTo("operator_paused");
        assertThat(refused.detail()).contains("is paused", "resume").doesNotContain("restart");
        assertThat(notAnew.status()).isEqualTo(409);
        assertThat(notAnew.detail()).contains("olga", "resume it");
        assertThat(resumed.json().path("status").asString()).isIn("running", "completed");
        assertThat(resumed.json().path("pausedBy").isNull()).isTrue();
        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, PAUSED, STARTED, COMPLETED);
    }

    @Test
    void leavesABrokenConnectionsRunPausedForThatWhenTheOperatorResumes() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);
        order("pause");
        gate.open();
        publish(change(connection, BROKEN, 2));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 2);

        Answer resumed = order("resume");
        Answer again = order("resume");
        publish(change(connection, RECOVERED, 3));

        assertThat(resumed.json().path("status").asString()).isEqualTo("paused");
        assertThat(resumed.json().at("/reason/code").asString()).isEqualTo("connection_broken");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("No operator paused it", "authorised anew");
        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(250);
    }

    @Test
    void beginsNoRunWhileAnOperatorsPauseHolds() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        awaitStatus("completed");

        order("pause");
        Answer refused = order("trigger");
        publish(change(connection, DELETED, 2));
        publish(change(connection, CREATED, 3));
        Seen.awaitLast(connection, PAUSED);
        order("resume");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("olga", "resume it");
        Seen.awaitLast(connection, COMPLETED);
        assertThat(Seen.kinds(connection))
                .containsExactly(STARTED, COMPLETED, PAUSED, STARTED, COMPLETED);
    }

    @Test
    void startsWhatWasNeverPulledBecauseItsDefinitionCameLater() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        awaitStatus("completed");
        sql().sql("delete from sync.sync where connection = ?")
                .param(connection.encoded())
                .update();
        sql().sql("delete from sync.run where connection = ?").param(connection.encoded()).update();

        Answer answer = api.post("/api/syncs", body("Contact"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("id").asString()).isEqualTo(SyncsIT.id(connection));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Seen.recordIds(connection).size() == 500);
    }

    @Test
    void refusesWhatNothingCanBePulledFrom() {
        ConnectionKey unknown = aConnection();
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        awaitStatus("completed");

        Answer noModel = api.post("/api/syncs", body("Invoice"));
        Answer noSuch = api.post("/api/syncs", body(unknown, "Contact"));
        publish(change(connection, BROKEN, 2));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 2);
        Answer broken = order("trigger");
        Answer notAnew = order("trigger?restart=true");
        publish(change(connection, DELETED, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> version() == 3);
        Answer deleted = order("trigger");

        assertThat(noModel.status()).isEqualTo(409);
        assertThat(noModel.detail()).contains("'Invoice'", "[Contact]", "definitions");
        assertThat(noSuch.status()).isEqualTo(404);
        assertThat(noSuch.detail()).contains("nango.connections", "GET /api/connections");
        assertThat(broken.detail()).contains("broken", "authorise anew");
        assertThat(notAnew.status()).isEqualTo(409);
        assertThat(notAnew.detail()).isEqualTo(broken.detail());
        assertThat(deleted.detail()).contains("deleted");
    }

    @Test
    void givesARunUpAndBeginsAnewOnceItsOpenRequestIsOver() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);

        Answer answer = order("trigger?restart=true");
        await().atMost(Duration.ofSeconds(60)).until(this::waitsForTheEarlierRun);
        int whileOpen = contacts.requests().size();
        gate.open();

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        List<SyncRun> told = Seen.runs(connection);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("run").asString()).isEqualTo(completed.run().toString());
        assertThat(answer.json().path("status").asString()).isEqualTo("running");
        assertThat(whileOpen).isEqualTo(2);
        assertThat(told)
                .extracting(SyncRun::kind)
                .containsExactly(STARTED, FAILED, STARTED, COMPLETED);
        assertThat(told.get(1).run()).isEqualTo(told.get(0).run());
        assertThat(told.get(1).reason().code()).isEqualTo("restarted_by_operator");
        assertThat(told.get(1).reason().sentence()).contains("(olga)");
        assertThat(told.get(1).records()).isEqualTo(100);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(contacts.requests().get(2)).isEqualTo(contacts.requests().get(0));
        // One page of the run that was given up, and nothing of what came after.
        assertThat(Seen.recordIds(connection).subList(100, 350)).isEqualTo(contacts.ids());
        JsonNode runs = api.get("/api/syncs/" + SyncsIT.id(connection) + "/runs").json();
        assertThat(runs.at("/runs/1/status").asString()).isEqualTo("ended");
        assertThat(runs.at("/runs/1/reason/code").asString()).isEqualTo("restarted_by_operator");
    }

    @Test
    void beginsAnewWhereNothingIsUnderWayJustTheSame() {
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        awaitStatus("completed");

        Answer answer = order("trigger?restart=true");

        assertThat(answer.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Seen.recordIds(connection).size() == 500);
        assertThat(Seen.kinds(connection)).doesNotContain(FAILED);
    }

    @Test
    void refusesAParameterThatItDoesNotKnowAndARestartThatIsNeitherTrueNorFalse() {
        contacts.onRequest(1, gate.before(contacts));
        publish(change(connection, CREATED, 1));
        gate.awaitReached(connection, 1);

        Answer misspelt = order("trigger?restrat=true");
        Answer neither = order("trigger?restart=maybe");
        Answer elsewhere = order("resume?restart=true");
        gate.open();

        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(misspelt.detail()).contains("restrat is not known", "restart");
        assertThat(neither.status()).isEqualTo(400);
        assertThat(neither.detail()).isEqualTo("restart must be true or false");
        assertThat(elsewhere.status()).isEqualTo(400);
        Seen.awaitLast(connection, COMPLETED);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
    }

    @Test
    void takesOrdersFromOperatorsOnlyAndSaysWhatIsWrongWithOne() {
        Answer forbidden = api.post("/api/syncs", body("Contact"), Tokens.valid());
        Answer missing = api.post("/api/syncs", "{\"environment\":\"dev\"}");
        Answer misspelt = api.post("/api/syncs", "{\"env\":\"dev\"}");

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.detail()).contains("tributary.operate");
        assertThat(missing.detail()).isEqualTo("integration is missing");
        assertThat(misspelt.detail()).contains("'env'", "environment");
    }

    private Answer order(String order) {
        return api.post("/api/syncs/" + SyncsIT.id(connection) + "/" + order, "");
    }

    private String body(String model) {
        return body(connection, model);
    }

    private static String body(ConnectionKey connection, String model) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "environment", connection.environment(),
                                "integration", connection.integration(),
                                "connectionId", connection.connectionId(),
                                "model", model));
    }

    private boolean waitsForTheEarlierRun() {
        return api.get("/api/syncs/" + SyncsIT.id(connection))
                .json()
                .at("/reason/code")
                .asString("")
                .equals("earlier_run_in_hand");
    }

    private void awaitStatus(String status) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                api.get("/api/syncs/" + SyncsIT.id(connection))
                                        .json()
                                        .path("status")
                                        .asString("")
                                        .equals(status));
    }

    private long version() {
        return sql().sql("select version from sync.connection where key = ?")
                .param(connection.encoded())
                .query(Long.class)
                .single();
    }
}
