package io.tributary.store.api;

import io.tributary.events.ConnectionChange;
import io.tributary.events.Owner;
import io.tributary.store.caller.Own;
import io.tributary.store.live.Listener;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What of all changes concerns one user: what is theirs, and what was. Until it is known what was,
 * everything is kept.
 */
final class OwnChanges implements Listener {

    /** Whoever is so far behind reads anew. */
    private static final int MOST = 10_000;

    private final Own own;
    private final BlockingQueue<ConnectionChange> waiting = new LinkedBlockingQueue<>(MOST);
    private final Set<UUID> shown = ConcurrentHashMap.newKeySet();
    private volatile boolean selective;
    private volatile boolean ended;

    OwnChanges(Own own) {
        this.own = own;
    }

    @Override
    public void on(ConnectionChange change) {
        if ((!selective || concerns(change)) && !waiting.offer(change)) {
            ended = true;
        }
    }

    @Override
    public void ended() {
        ended = true;
    }

    boolean isOver() {
        return ended;
    }

    /** The user is being told of it. */
    void showing(UUID connection) {
        shown.add(connection);
    }

    /** Whether the user was told of it until now. */
    boolean noLongerShowing(UUID connection) {
        return shown.remove(connection);
    }

    /** All that the user has is shown by now. */
    void selectFromNowOn() {
        selective = true;
    }

    boolean concerns(ConnectionChange change) {
        return isOwn(change) || shown.contains(change.connection().id());
    }

    boolean isOwn(ConnectionChange change) {
        Owner owner = change.connection().owner();
        return owner != null && own.includes(owner.endUserId(), owner.organizationId());
    }

    /** The next, or null if none comes within that time. */
    @Nullable ConnectionChange next(Duration most) throws InterruptedException {
        return waiting.poll(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
