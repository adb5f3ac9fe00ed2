package io.tributary.local.compose;

import io.tributary.events.ConnectionKey;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Webhooks, a few every second, as a Nango would send them that never gives up: each is posted
 * until it is answered 202. Every tenth tells of an account that was just connected.
 */
final class Trickle implements AutoCloseable {

    private static final String INTEGRATION = "demo-crm";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Caller caller;
    private final boolean patient;
    private final Set<String> forwards = ConcurrentHashMap.newKeySet();
    private final Set<ConnectionKey> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Throwable> faults = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ended;

    private Trickle(Caller caller, boolean patient) {
        this.caller = caller;
        this.patient = patient;
    }

    /** Forwards and accounts, until closed; what is under way then is posted to its end. */
    static Trickle patient(Caller caller) {
        var trickle = new Trickle(caller, true);
        trickle.threads.submit(trickle::run);
        return trickle;
    }

    /** Forwards from several senders that do not try again, until closed. */
    static Trickle impatient(Caller caller, int senders) {
        var trickle = new Trickle(caller, false);
        for (int i = 0; i < senders; i++) {
            trickle.threads.submit(trickle::flood);
        }
        return trickle;
    }

    private void run() {
        try {
            for (int i = 0; !ended; i++) {
                if (i % 10 == 0) {
                    connect();
                } else {
                    forward();
                }
                Thread.sleep(PAUSE);
            }
        } catch (Exception | AssertionError e) {
            faults.add(e);
        }
    }

    private void flood() {
        while (!ended) {
            forward();
        }
    }

    private void connect() throws Exception {
        var key = new ConnectionKey("dev", INTEGRATION, UUID.randomUUID().toString());
        caller.connect(INTEGRATION, key.connectionId());
        String body =
                """
                {"from":"nango","type":"auth","operation":"creation","success":true,\
                "connectionId":"%s","providerConfigKey":"demo-crm","provider":"demo-crm",\
                "authMode":"OAUTH2","environment":"dev"}\
                """
                        .formatted(key.connectionId());
        if (posted(body)) {
            connections.add(key);
        }
    }

    private void forward() {
        String id = UUID.randomUUID().toString();
        if (posted("{\"trickle\":\"" + id + "\"}")) {
            forwards.add(id);
        }
    }

    private boolean posted(String body) {
        try {
            do {
                if (accepted(body)) {
                    return true;
                }
                refused.incrementAndGet();
                Thread.sleep(PAUSE);
            } while (patient);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean accepted(String body) throws InterruptedException {
        try {
            return caller.webhook(body) == 202;
        } catch (IOException e) {
            // Nobody answers, or the answer was cut off: it may be kept, and is not promised.
            return false;
        }
    }

    /** Bodies' ids that were answered 202. */
    Set<String> forwards() {
        return Set.copyOf(forwards);
    }

    /** Accounts whose webhook was answered 202. */
    Set<ConnectionKey> connections() {
        return Set.copyOf(connections);
    }

    /** Posts that were answered otherwise, or not at all. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new AssertionError("a webhook is not accepted for two minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("the trickle ran dry", faults.getFirst());
        }
    }
}
