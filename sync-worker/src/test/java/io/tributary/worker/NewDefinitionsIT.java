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
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;
import static io.tributary.worker.stand.Stand.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.Refusal;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A definition that is added after the connections that it is for. */
@Timeout(480)
class NewDefinitionsIT {

    private static final int MORE_THAN_A_PAGE = 230;

    private final String integration = "crm-" + UUID.randomUUID();

    @BeforeEach
    void leaveTheGroupToWorkersOfItsOwn() {
        RunningWorker.stopShared();
    }

    @Test
    void reachesConnectionsThatWereThereBeforeItOnce() {
        ConnectionKey active = aConnection("a");
        ConnectionKey broken = aConnection("b");
        ConnectionKey deleted = aConnection("c");
        FakeContacts contacts = NANGO.connection(active.connectionId(), 250);
        FakeContacts behindTheBroken = NANGO.connection(broken.connectionId(), 250);
        try (RunningWorker _ = RunningWorker.start()) {
            publish(change(active, CREATED, 1));
            publish(change(broken, CREATED, 1));
            publish(change(broken, BROKEN, 2));
            publish(change(deleted, CREATED, 1));
            publish(change(deleted, DELETED, 2));
            awaitKnown(active, 1);
            awaitKnown(broken, 2);
            awaitKnown(deleted, 2);
        }

        try (RunningWorker _ = RunningWorker.start(with("integrations"))) {
            SyncRun completed = Seen.awaitLast(active, COMPLETED);
            assertThat(completed.trigger()).isEqualTo("definition");
            assertThat(Seen.recordIds(active)).isEqualTo(contacts.ids());
            assertThat(Seen.awaitLast(broken, PAUSED).reason().code())
                    .isEqualTo("connection_broken");
            assertThat(behindTheBroken.requests()).isEmpty();
            publish(change(broken, RECOVERED, 3));
            Seen.awaitLast(broken, COMPLETED);
        }

        ConnectionKey last = theLastOfAll();
        try (RunningWorker _ = RunningWorker.start(with("integrations"))) {
            Seen.awaitLast(last, COMPLETED);
            assertThat(Seen.kinds(active)).containsExactly(STARTED, COMPLETED);
            assertThat(Seen.kinds(broken)).containsExactly(PAUSED, STARTED, COMPLETED);
            assertThat(Seen.runs(deleted)).isEmpty();
            assertThat(runs(active)).isEqualTo(1);
            assertThat(runs(broken)).isEqualTo(1);
        }
    }

    @Test
    void reachesThemByTheirProviderToo() {
        ConnectionKey connection = aConnection("a");
        NANGO.connection(connection.connectionId(), 250);
        String provider = "provider-" + UUID.randomUUID();
        know(connection, provider);

        Map<String, String> settings = with("providers");
        settings.put("tributary.worker.definitions[0].providers[0]", provider);
        try (RunningWorker _ = RunningWorker.start(settings)) {
            assertThat(Seen.awaitLast(connection, COMPLETED).trigger()).isEqualTo("definition");
        }
    }

    @Test
    void beginsNothingAnewThatFailedOrThatAnOperatorPaused() {
        ConnectionKey failed = aConnection("a");
        ConnectionKey paused = aConnection("b");
        NANGO.connection(failed.connectionId(), 250)
                .onRequest(1, exchange -> FakeNango.answer(exchange, 403, "{}"));
        FakeContacts behindThePaused = NANGO.connection(paused.connectionId(), 250);
        try (RunningWorker worker = RunningWorker.start(with("integrations"))) {
            publish(change(failed, CREATED, 1));
            publish(change(paused, CREATED, 1));
            Seen.awaitLast(failed, FAILED);
            Seen.awaitLast(paused, COMPLETED);
            new Api(worker.port()).post("/api/syncs/" + SyncsIT.id(paused) + "/pause", "");
        }

        ConnectionKey last = theLastOfAll();
        try (RunningWorker _ = RunningWorker.start(with("integrations"))) {
            Seen.awaitLast(last, COMPLETED);
            assertThat(Seen.kinds(failed)).containsExactly(STARTED, FAILED);
            assertThat(Seen.kinds(paused)).containsExactly(STARTED, COMPLETED);
            assertThat(behindThePaused.requests()).hasSize(3);
            assertThat(runs(failed)).isEqualTo(1);
            assertThat(runs(paused)).isEqualTo(1);
        }
    }

    /** Both are ready while the first connection keeps them, and then go side by side. */
    @Test
    void beginsOneRunOfEachHoweverManyWorkersStartAtOnce() throws SQLException {
        List<ConnectionKey> connections =
                IntStream.range(0, MORE_THAN_A_PAGE)
                        .mapToObj(n -> aConnection("c%04d-".formatted(n)))
                        .toList();
        connections.forEach(connection -> NANGO.connection(connection.connectionId(), 1));
        connections.forEach(connection -> know(connection, "demo"));

        ConnectionKey last = theLastOfAll();
        Connection held = hold(connections.getFirst());
        try (RunningWorker one = RunningWorker.start(with("integrations"));
                RunningWorker other = RunningWorker.start(with("integrations"))) {
            one.awaitConsuming();
            other.awaitConsuming();
            held.close();
            Seen.awaitLast(last, COMPLETED);
            await().atMost(Duration.ofSeconds(120))
                    .until(() -> runsOf("status = 'completed'") == MORE_THAN_A_PAGE + 1);

            assertThat(runsOf("true")).isEqualTo(MORE_THAN_A_PAGE + 1);
            assertThat(connections).allSatisfy(each -> assertThat(runs(each)).isEqualTo(1));
        }
    }

    @Test
    void beginsNothingWhereItIsSwitchedOff() {
        ConnectionKey connection = aConnection("a");
        NANGO.connection(connection.connectionId(), 250);
        know(connection, "demo");
        Map<String, String> settings = with("integrations");
        settings.put("tributary.worker.trigger.start-new-definitions", "false");

        try (RunningWorker worker = RunningWorker.start(settings)) {
            worker.awaitConsuming();
            ConnectionKey later = aConnection("b");
            NANGO.connection(later.connectionId(), 250);
            publish(change(later, CREATED, 1));
            Seen.awaitLast(later, COMPLETED);

            assertThat(runs(connection)).isZero();
        }
    }

    /** The trouble of a moment: the walk goes on with what is still to be begun. */
    @Test
    void goesOnWhereTheDatabaseFailedInTheMiddle() {
        List<ConnectionKey> connections =
                List.of(aConnection("a"), aConnection("b"), aConnection("c"));
        connections.forEach(connection -> NANGO.connection(connection.connectionId(), 250));
        connections.forEach(connection -> know(connection, "demo"));
        failThrice(connections.get(1));

        try (RunningWorker _ = RunningWorker.start(with("integrations"))) {
            connections.forEach(connection -> Seen.awaitLast(connection, COMPLETED));

            assertThat(runsOf("true")).isEqualTo(3);
        }
    }

    private ConnectionKey aConnection(String prefix) {
        return new ConnectionKey(Stand.ENVIRONMENT, integration, prefix + UUID.randomUUID());
    }

    /**
     * @param by what the definition names its connections by
     */
    private Map<String, String> with(String by) {
        Map<String, String> settings = new HashMap<>();
        settings.put("tributary.worker.trigger.start-new-definitions", "true");
        String definition = "tributary.worker.definitions[0].";
        settings.put(definition + "name", "contacts");
        settings.put(definition + by + "[0]", integration);
        settings.put(definition + "model", "Contact");
        settings.put(definition + "endpoint.path", "/v1/contacts");
        settings.put(definition + "paging.kind", "link-header");
        settings.put(definition + "paging.page-size", "100");
        settings.put(definition + "paging.page-size-parameter", "per_page");
        return settings;
    }

    /** As the worker writes it down when it hears of the connection. */
    private static void know(ConnectionKey connection, String provider) {
        sql().sql(
                        """
                        insert into sync.connection
                            (key, generation, version, nango_id, status, provider)
                        values (?, 0, 1, 77, 'ACTIVE', ?)\
                        """)
                .params(connection.encoded(), provider)
                .update();
    }

    private static void awaitKnown(ConnectionKey connection, long version) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                sql().sql("select version from sync.connection where key = ?")
                                        .param(connection.encoded())
                                        .query(Long.class)
                                        .optional()
                                        .orElse(0L),
                        known -> known == version);
    }

    /** They are looked at in the order of their keys, so once this one is pulled all were. */
    private ConnectionKey theLastOfAll() {
        ConnectionKey last = aConnection("z");
        NANGO.connection(last.connectionId(), 1);
        know(last, "demo");
        return last;
    }

    /** Has its row locked until this is closed. */
    private static Connection hold(ConnectionKey connection) throws SQLException {
        Login login = Stand.DATABASE.superuser();
        Connection held =
                DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
        held.setAutoCommit(false);
        try (PreparedStatement lock =
                held.prepareStatement("select from sync.connection where key = ? for update")) {
            lock.setString(1, connection.encoded());
            lock.execute();
        }
        return held;
    }

    private static void failThrice(ConnectionKey connection) {
        Refusal.of(
                sql(),
                "interrupt_walk",
                "insert on sync.run",
                "new.connection = '%s'".formatted(connection.encoded()),
                3,
                "57P03",
                "the server starts up");
    }

    private static int runs(ConnectionKey connection) {
        return sql().sql("select count(*) from sync.run where connection = ?")
                .param(connection.encoded())
                .query(Integer.class)
                .single();
    }

    private int runsOf(String condition) {
        return sql().sql(
                        "select count(*) from sync.run where split_part(connection, '/', 2) = ? and"
                                + " "
                                + condition)
                .param(integration)
                .query(Integer.class)
                .single();
    }
}
