package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.ConnectionChange.Kind.DELETED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.kafka.ConnectionPartition;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.FakeNango;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * From a created connection to its provider's records on the topic, and what may happen between.
 */
class PullIT {

    private final ConnectionKey connection = aConnection();

    @BeforeAll
    static void start() {
        RunningWorker.shared();
    }

    @Test
    void publishesEveryRecordOfACreatedConnectionInOrderOnItsPartition() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250);

        publish(change(connection, CREATED, 1));

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(completed.pages()).isEqualTo(3);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
        assertThat(Seen.records(connection)).extracting(CloudEvent::id).doesNotHaveDuplicates();
        assertThat(contacts.requests())
                .containsExactly(
                        "/proxy/v1/contacts?per_page=100",
                        "/proxy/v1/contacts?per_page=100&page=2",
                        "/proxy/v1/contacts?per_page=100&page=3");
        assertThat(TopicReader.all("nango.records.Contact"))
                .filteredOn(record -> new String(record.key()).startsWith(connection.encoded()))
                .allMatch(record -> record.partition() == ConnectionPartition.of(connection, 3));
    }

    @Test
    void makesOneRunOfACreationThatComesTwice() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 10);
        ConnectionKey later = aConnection();
        NANGO.connection(later.connectionId(), 1);
        ConnectionChange created = change(connection, CREATED, 1);

        publish(created);
        publish(created);
        Seen.awaitLast(connection, COMPLETED);
        publish(created);
        publish(change(later, CREATED, 1));

        Seen.awaitLast(later, COMPLETED);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
        assertThat(contacts.requests()).hasSize(1);
        assertThat(
                        Stand.sql()
                                .sql("select count(*) from sync.run where connection = ?")
                                .param(connection.encoded())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void waitsOutEveryKindOfPassingTroubleAndGoesOn() {
        FakeContacts contacts =
                NANGO.connection(connection.connectionId(), 250)
                        .onRequest(0, exchange -> FakeNango.answer(exchange, 503, "{}"))
                        .onRequest(
                                2,
                                exchange -> {
                                    exchange.getResponseHeaders().add("Retry-After", "1");
                                    FakeNango.answer(exchange, 429, "{\"message\":\"slow down\"}");
                                })
                        .onRequest(
                                3,
                                exchange ->
                                        FakeNango.answer(
                                                exchange,
                                                429,
                                                "{\"error\":{\"code\":\"too_many_request\",\"method\":\"GET\",\"path\":\"/proxy/v1/contacts\"}}"))
                        .onRequest(
                                4,
                                exchange ->
                                        FakeNango.answer(
                                                exchange,
                                                500,
                                                "{\"message\":\"socket hang"
                                                    + " up\",\"code\":\"ECONNRESET\",\"method\":\"get\"}"))
                        .onRequest(
                                5,
                                exchange -> {
                                    exchange.sendResponseHeaders(200, 1000);
                                    exchange.getResponseBody().write('[');
                                    exchange.getResponseBody().flush();
                                });

        publish(change(connection, CREATED, 1));

        SyncRun completed = Seen.awaitLast(connection, COMPLETED);
        assertThat(completed.records()).isEqualTo(250);
        assertThat(Seen.kinds(connection)).containsExactly(STARTED, COMPLETED);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
        assertThat(contacts.requests()).hasSize(5 + 3);
    }

    @Test
    void failsWithASentenceWhereNangoDroppedTheLink() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 250).buffered();

        publish(change(connection, CREATED, 1));

        SyncRun.Reason reason = Seen.awaitLast(connection, FAILED).reason();
        assertThat(contacts.requests()).hasSize(5);
        assertThat(reason.code()).isEqualTo("link_header_missing");
        assertThat(reason.sentence())
                .contains("100 records", "drops it", "full-page-without-link", "'demo-contacts'");
    }

    @Test
    void completesAShortFirstPageWithoutALink() {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), 99).buffered();

        publish(change(connection, CREATED, 1));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(99);
        assertThat(Seen.recordIds(connection)).isEqualTo(contacts.ids());
    }

    @Test
    void refusesALinkThatComesBackOrLeadsElsewhere() {
        ConnectionKey looping = aConnection();
        NANGO.connection(connection.connectionId(), 300)
                .onRequest(
                        1, exchange -> linkTo(exchange, "https://evil.example/v1/contacts?page=3"));
        FakeContacts loop = NANGO.connection(looping.connectionId(), 300);
        for (int i = 2; i < 40; i++) {
            loop.onRequest(i, exchange -> linkTo(exchange, "?per_page=100&page=2"));
        }

        publish(change(connection, CREATED, 1));
        publish(change(looping, CREATED, 1));

        assertThat(Seen.awaitLast(connection, FAILED).reason().code())
                .isEqualTo("next_link_refused");
        SyncRun.Reason reason = Seen.awaitLast(looping, FAILED).reason();
        assertThat(reason.code()).isEqualTo("paging_loop");
        assertThat(reason.sentence()).contains("does not heed paging.parameter");
        assertThat(loop.requests()).filteredOn(PullIT::isForPageThree).hasSize(5);
    }

    /** As from a cache: the checkpoint stands, so it is mended by asking again. */
    @Test
    void asksAgainWhereALinkComesBackOnce() {
        FakeContacts contacts =
                NANGO.connection(connection.connectionId(), 300)
                        .onRequest(2, exchange -> linkTo(exchange, "?per_page=100&page=2"));

        publish(change(connection, CREATED, 1));

        assertThat(Seen.awaitLast(connection, COMPLETED).records()).isEqualTo(300);
        assertThat(Seen.recordIds(connection)).containsAll(contacts.ids());
        assertThat(contacts.requests()).filteredOn(PullIT::isForPageThree).hasSize(2);
    }

    /** Where its link leads may be asked for before it is seen that the run was there. */
    private static boolean isForPageThree(String request) {
        return request.endsWith("&page=3");
    }

    /** It may be an error page, so it is tried again for a while; meanwhile the run says why. */
    @Test
    void saysWhatIsWrongWhereTheAnswerIsNotWhatTheDefinitionSays() {
        ConnectionKey notJson = aConnection();
        NANGO.connection(
                connection.connectionId(),
                (exchange, _) -> FakeNango.answer(exchange, 200, "{\"data\":[]}"));
        NANGO.connection(
                notJson.connectionId(), (exchange, _) -> FakeNango.answer(exchange, 200, "<html>"));

        publish(change(connection, CREATED, 1));
        publish(change(notJson, CREATED, 1));

        awaitReason(connection, "records_not_found: A page has no array", "'demo-contacts'");
        awaitReason(notJson, "page_not_json: The provider answered 6 bytes of application/json");
        publish(change(connection, DELETED, 2));
        publish(change(notJson, DELETED, 2));
    }

    private static void awaitReason(ConnectionKey connection, String... parts) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Stand.sql()
                                                        .sql(
                                                                """
                                                                select concat(reason_code, ': ', reason_sentence)
                                                                from sync.run where connection = ?\
                                                                """)
                                                        .param(connection.encoded())
                                                        .query(String.class)
                                                        .list())
                                        .singleElement()
                                        .asString()
                                        .contains(parts));
    }

    private static void linkTo(com.sun.net.httpserver.HttpExchange exchange, String target)
            throws java.io.IOException {
        exchange.getResponseHeaders().add("Link", "<" + target + ">; rel=next");
        FakeNango.answer(exchange, 200, "[{\"id\":\"x\"}]");
    }

    @Test
    void pullsForTwoConnectionsAtOnce() {
        ConnectionKey other = aConnection();
        List<String> ids = NANGO.connection(connection.connectionId(), 120).ids();
        NANGO.connection(other.connectionId(), 120);

        publish(change(connection, CREATED, 1));
        publish(change(other, CREATED, 1));

        Seen.awaitLast(connection, COMPLETED);
        Seen.awaitLast(other, COMPLETED);
        assertThat(Seen.recordIds(connection)).isEqualTo(ids);
        assertThat(Seen.recordIds(other)).isEqualTo(ids);
    }
}
