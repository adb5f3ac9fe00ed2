package io.tributary.worker.stand;

import io.tributary.events.ConnectionKey;

import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request back until the test has done something meanwhile. */
public final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Answers with the page that was asked for, once the gate is open. */
    public FakeContacts.Fault before(FakeContacts contacts) {
        return exchange -> {
            pass();
            contacts.page(exchange);
        };
    }

    /** Waits until the gate is open. */
    public void pass() {
        reached.countDown();
        await(open);
    }

    public void awaitReached() {
        await(reached);
    }

    /** The same, and until so many pages are checkpointed. */
    public void awaitReached(ConnectionKey connection, int pages) {
        awaitReached();
        awaitCheckpoint(connection, pages);
    }

    /**
     * Until so many pages are checkpointed: the next is asked for before the one before it is, and
     * what happens in between would meet a page in hand.
     */
    public static void awaitCheckpoint(ConnectionKey connection, int pages) {
        Awaitility.await("checkpoint of page " + pages)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                Stand.sql()
                                        .sql(
                                                """
                                                select exists (select from sync.run
                                                where connection = ? and pages = ?)\
                                                """)
                                        .param(connection.encoded())
                                        .param(pages)
                                        .query(Boolean.class)
                                        .single());
    }

    public void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            // A worker in a process of its own takes more than a minute to start on a busy machine.
            if (!latch.await(180, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came within 180 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
