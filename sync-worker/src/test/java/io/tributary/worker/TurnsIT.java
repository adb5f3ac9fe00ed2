package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.STARTED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.FakeContacts;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Stand;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** More runs than threads: each has its turn, and none loses or repeats a page by it. */
class TurnsIT {

    private static final Map<String, String> ONE_THREAD =
            Map.of("db-scheduler.threads", "1", "tributary.worker.job.slice", "1s");

    private static final int PAGES = 30;

    /** What other tests left would wait too. */
    @BeforeEach
    void nobodyElseWaits() {
        RunningWorker.stopShared();
        Stand.sql().sql("delete from sync.scheduled_tasks").update();
    }

    @Test
    void aShortPullNeedNotWaitForTheEndOfLongOnes() {
        ConnectionKey longOne = aConnection();
        ConnectionKey longToo = aConnection();
        ConnectionKey shortOne = aConnection();
        FakeContacts first = slow(longOne);
        FakeContacts second = slow(longToo);
        NANGO.connection(shortOne.connectionId(), 50);
        try (RunningWorker worker = RunningWorker.start(ONE_THREAD)) {
            worker.awaitConsuming();
            publish(change(longOne, CREATED, 1));
            publish(change(longToo, CREATED, 1));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.requests().size() + second.requests().size() > 1);

            publish(change(shortOne, CREATED, 1));
            Seen.awaitLast(shortOne, COMPLETED);
            int meanwhile = first.requests().size() + second.requests().size();

            SyncRun firstEnd = Seen.awaitLast(longOne, COMPLETED);
            SyncRun secondEnd = Seen.awaitLast(longToo, COMPLETED);
            assertThat(meanwhile).isLessThan(PAGES);
            assertThat(first.requests()).doesNotHaveDuplicates().hasSize(PAGES);
            assertThat(second.requests()).doesNotHaveDuplicates().hasSize(PAGES);
            assertThat(Seen.recordIds(longOne)).isEqualTo(first.ids());
            assertThat(Seen.recordIds(longToo)).isEqualTo(second.ids());
            assertThat(Seen.kinds(longOne)).containsExactly(STARTED, COMPLETED);
            assertThat(Seen.kinds(longToo)).containsExactly(STARTED, COMPLETED);
            assertThat(firstEnd.fence() + secondEnd.fence()).isGreaterThan(4);
        }
    }

    /** Nobody is to pay for it who is alone. */
    @Test
    void keepsItsThreadWhileNobodyWaits() {
        ConnectionKey alone = aConnection();
        FakeContacts contacts = slow(alone);
        try (RunningWorker worker = RunningWorker.start(ONE_THREAD)) {
            worker.awaitConsuming();
            publish(change(alone, CREATED, 1));

            SyncRun completed = Seen.awaitLast(alone, COMPLETED);

            assertThat(completed.fence()).isEqualTo(1);
            assertThat(contacts.requests()).hasSize(PAGES);
        }
    }

    /** Of 200 ms a page. */
    private static FakeContacts slow(ConnectionKey connection) {
        FakeContacts contacts = NANGO.connection(connection.connectionId(), PAGES * 100);
        for (int n = 0; n < PAGES; n++) {
            contacts.onRequest(
                    n,
                    exchange -> {
                        pass(Duration.ofMillis(200));
                        contacts.page(exchange);
                    });
        }
        return contacts;
    }

    private static void pass(Duration time) {
        await().pollDelay(time).until(() -> true);
    }
}
