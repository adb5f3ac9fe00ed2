package io.tributary.worker.trigger;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.SyncRun.Reason;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.run.ConnectionRuns;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each change of a connection means for its runs; applied once, in one transaction. */
@Component
class ConnectionChanges {

    private static final Reason BROKEN =
            new Reason(
                    "connection_broken",
                    "The connection needs its user; it goes on when the user has authorised anew.");
    private static final Reason DELETED =
            new Reason(
                    "connection_deleted", "The connection was deleted; nothing is left to pull.");

    private final ConnectionRegister register;
    private final ConnectionRuns runs;
    private final Definitions definitions;

    ConnectionChanges(ConnectionRegister register, ConnectionRuns runs, Definitions definitions) {
        this.register = register;
        this.runs = runs;
        this.definitions = definitions;
    }

    /**
     * @param ceId the event's id
     */
    @Transactional
    void apply(ConnectionChange change, String ceId) {
        if (!register.advance(change)) {
            return;
        }
        ConnectionKey connection = change.connection().key();
        switch (change.kind()) {
            case CREATED ->
                    definitions
                            .of(connection.integration())
                            .forEach(
                                    definition ->
                                            runs.start(
                                                    connection,
                                                    definition.model(),
                                                    "created",
                                                    ceId));
            case BROKEN -> runs.pause(connection, BROKEN);
            case RECOVERED, REAUTHORIZED -> runs.resume(connection);
            case DELETED -> runs.end(connection, DELETED);
            case UPDATED -> {
                // Neither its credentials nor its records are said to be others.
            }
        }
    }
}
