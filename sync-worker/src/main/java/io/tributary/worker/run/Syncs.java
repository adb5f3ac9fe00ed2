package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** For those who only look. */
@Component
@Transactional(readOnly = true)
public class Syncs {

    /** Where a page of runs ended: everything of the page is newer or the same. */
    public record Mark(Instant createdAt, UUID run) {}

    private final SyncTable syncs;
    private final RunTable runs;
    private final FreshnessTable freshness;

    Syncs(SyncTable syncs, RunTable runs, FreshnessTable freshness) {
        this.syncs = syncs;
        this.runs = runs;
        this.freshness = freshness;
    }

    /**
     * In the order of their ids: whoever goes on after the last of each page meets each that was
     * there and matched all the time, once.
     */
    public List<Sync> page(SyncFilter filter) {
        return syncs.page(filter);
    }

    /**
     * Everything that ever was pulled of these connections.
     *
     * @param connections one at least
     */
    public Set<SyncKey> of(List<ConnectionKey> connections) {
        return syncs.of(connections);
    }

    /** Empty if there never was a run of it. */
    public Optional<Sync> find(UUID id) {
        return syncs.find(id);
    }

    /**
     * How fresh everything is that ever was pulled, and what was not completed for longer than
     * {@code overdueAfter}. What has no sync is not in it.
     */
    public Map<Freshness.Of, Freshness> freshness(Duration overdueAfter) {
        return freshness.read(overdueAfter);
    }

    /** Its runs, the newest first. */
    public List<Run> runs(SyncKey sync, @Nullable Mark after, int most) {
        return runs.of(sync, after, most);
    }
}
