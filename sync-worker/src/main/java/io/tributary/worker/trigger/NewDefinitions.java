package io.tributary.worker.trigger;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.connection.KnownConnection;
import io.tributary.worker.connection.KnownConnections;
import io.tributary.worker.start.Prepared;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Goes through all connections once, when the worker has started, for a definition that was added
 * changes none of them, and nothing else would begin its runs. On a thread of its own: there may be
 * hundreds of thousands, and the worker is ready without it.
 */
@Component
class NewDefinitions implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(NewDefinitions.class);

    static final int PAGE = 200;

    private static final int PAGES_OF_A_LINE = 50;
    private static final int MOST_DOUBLINGS = 16;
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final KnownConnections connections;
    private final NewSyncs syncs;
    private final TriggerSettings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile boolean running;

    NewDefinitions(KnownConnections connections, NewSyncs syncs, TriggerSettings settings) {
        this.connections = connections;
        this.syncs = syncs;
        this.settings = settings;
    }

    @EventListener(Prepared.class)
    synchronized void begin() {
        if (running && settings.startNewDefinitions()) {
            thread = Thread.ofPlatform().name("new-definitions").daemon().start(this::walk);
        }
    }

    private void walk() {
        ConnectionKey after = null;
        long looked = 0;
        long made = 0;
        int failures = 0;
        long pages = 0;
        while (running) {
            try {
                List<KnownConnection> page = connections.page(after, PAGE);
                if (page.isEmpty()) {
                    tell(looked, made, "all connections were looked at for new definitions");
                    return;
                }
                for (ConnectionKey lacking : syncs.lacking(page)) {
                    if (!running) {
                        return;
                    }
                    made += begin(lacking);
                }
                after = page.getLast().key();
                looked += page.size();
                failures = 0;
                if (++pages % PAGES_OF_A_LINE == 0) {
                    tell(looked, made, "connections are looked at for new definitions");
                }
            } catch (RuntimeException e) {
                // The page comes again, without those of it that were begun.
                await(failures++, e);
            }
        }
    }

    /** One that is wrong itself must not keep the others from their runs. */
    private int begin(ConnectionKey connection) {
        try {
            return syncs.begin(connection);
        } catch (RuntimeException e) {
            if (!ConnectionChangeListener.isOfTheRecord(e)) {
                throw e;
            }
            LOGGER.atError()
                    .addKeyValue("connection", connection.encoded())
                    .setCause(e)
                    .log("what new definitions pull of it cannot begin; passed over");
            return 0;
        }
    }

    private static void tell(long looked, long made, String what) {
        LOGGER.atInfo().addKeyValue("connections", looked).addKeyValue("runs", made).log(what);
    }

    private void await(int failures, RuntimeException why) {
        long wait =
                Math.min(
                        1000L << Math.min(failures, MOST_DOUBLINGS),
                        settings.longestWait().toMillis());
        if (!running) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("failures", failures + 1)
                .addKeyValue("why", why.getMessage())
                .addKeyValue("againInMs", wait)
                .log("new definitions begin nothing until database and Kafka answer");
        try {
            stopped.await(wait, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only the end of the JVM interrupts this thread.
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** The connection in hand is finished, if that is soon; the next start goes on. */
    @Override
    public synchronized void stop() {
        running = false;
        stopped.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join(TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After that which lets it begin, and before database and Kafka are closed. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
