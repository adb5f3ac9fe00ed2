package io.tributary.worker.run;

import io.tributary.events.ConnectionKey;
import io.tributary.events.RecordChange;

import java.util.UUID;

/**
 * A run in the hands of one worker, until someone takes it over.
 *
 * @param run its id
 * @param connection whose records it pulls
 * @param model what it pulls
 * @param fence this take-over's number; whoever holds a lower one has lost the run
 * @param position where it goes on
 */
public record Lease(
        UUID run, ConnectionKey connection, String model, long fence, Position position) {

    /** Who publishes a page's records. */
    public RecordChange.Origin origin(Position published) {
        return new RecordChange.Origin(run.toString(), fence, published.page());
    }
}
