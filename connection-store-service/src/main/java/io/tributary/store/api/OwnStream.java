package io.tributary.store.api;

import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionStatus;
import io.tributary.store.caller.Own;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One user's stream: all that they have, then what changes about it. */
final class OwnStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    private static final int PAGE = 500;

    private final Own own;
    private final OwnChanges changes;
    private final ConnectionReads reads;
    private final EventStream stream;
    private final Map<UUID, Version> told = new HashMap<>();

    /** What a user has. */
    record Snapshot(List<ConnectionView> connections) {}

    /** What a user had. */
    record Gone(UUID id) {}

    private record Version(int generation, long number) {
        boolean reaches(Version other) {
            return generation > other.generation
                    || generation == other.generation && number >= other.number;
        }
    }

    OwnStream(Own own, OwnChanges changes, ConnectionReads reads, EventStream stream) {
        this.own = own;
        this.changes = changes;
        this.reads = reads;
        this.stream = stream;
    }

    /**
     * Until it is over.
     *
     * @throws IOException if the user is gone
     */
    void run(BooleanSupplier over) throws IOException, InterruptedException {
        snapshot();
        long quietSince = System.nanoTime();
        while (!changes.isOver() && !over.getAsBoolean()) {
            ConnectionChange change = changes.next(LOOK_UP);
            if (change != null) {
                tell(change);
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > HEARTBEAT.toNanos()) {
                stream.heartbeat();
                quietSince = System.nanoTime();
            }
        }
    }

    private void snapshot() throws IOException {
        List<ConnectionView> all = new ArrayList<>();
        List<ConnectionView> page;
        UUID after = null;
        do {
            page =
                    reads.page(
                            new ConnectionsFilter(
                                    own, null, null, null, null, null, null, null, after, PAGE));
            all.addAll(page);
            after = page.isEmpty() ? null : page.getLast().id();
        } while (page.size() == PAGE);
        all.forEach(this::shown);
        changes.selectFromNowOn();
        stream.event("snapshot", new Snapshot(all));
    }

    private void shown(ConnectionView view) {
        changes.showing(view.id());
        told.put(view.id(), new Version(view.generation(), view.version()));
    }

    private void tell(ConnectionChange change) throws IOException {
        UUID id = change.connection().id();
        Version last = told.get(id);
        Version now = new Version(change.generation(), change.version());
        if (!changes.concerns(change) || last != null && last.reaches(now)) {
            return;
        }
        if (!changes.isOwn(change)) {
            if (changes.noLongerShowing(id)) {
                told.remove(id);
                stream.event("gone", new Gone(id));
            }
        } else if (change.connection().status() == ConnectionStatus.DELETED) {
            told.put(id, now);
            stream.event("connection", deleted(change));
        } else {
            // As it is by now; what it became meanwhile, if not the user's, is told in its turn.
            Optional<ConnectionView> row = reads.one(id, own);
            if (row.isPresent()) {
                shown(row.get());
                stream.event("connection", row.get());
            }
        }
    }

    /** The row is nobody's any more. */
    private static ConnectionView deleted(ConnectionChange change) {
        Connection was = change.connection();
        return new ConnectionView(
                was.id(),
                was.environment(),
                was.integration(),
                was.connectionId(),
                "deleted",
                change.nangoId(),
                was.provider(),
                OwnerView.of(was.owner()),
                was.tags(),
                errorType(was),
                was.createdAt(),
                was.updatedAt(),
                null,
                change.generation(),
                change.version());
    }

    private static @Nullable String errorType(Connection connection) {
        Connection.ConnectionError error = connection.error();
        return error == null ? null : error.type();
    }
}
