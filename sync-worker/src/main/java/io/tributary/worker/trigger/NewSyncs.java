package io.tributary.worker.trigger;

import io.tributary.events.ConnectionKey;
import io.tributary.events.ConnectionStatus;
import io.tributary.worker.connection.KnownConnection;
import io.tributary.worker.connection.KnownConnections;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.run.ConnectionRuns;
import io.tributary.worker.run.SyncKey;
import io.tributary.worker.run.Syncs;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Set;

/** What definitions name and nobody ever pulled, of connections that were there before them. */
@Component
class NewSyncs {

    private static final String TRIGGER = "definition";

    private final ConnectionRegister register;
    private final KnownConnections connections;
    private final Definitions definitions;
    private final Syncs syncs;
    private final ConnectionRuns runs;

    NewSyncs(
            ConnectionRegister register,
            KnownConnections connections,
            Definitions definitions,
            Syncs syncs,
            ConnectionRuns runs) {
        this.register = register;
        this.connections = connections;
        this.definitions = definitions;
        this.syncs = syncs;
        this.runs = runs;
    }

    /** Those of the page that lack a sync; with one look, for mostly there is none. */
    List<ConnectionKey> lacking(List<KnownConnection> page) {
        Set<SyncKey> pulled = syncs.of(page.stream().map(KnownConnection::key).toList());
        return page.stream()
                .filter(
                        connection ->
                                definitions.modelsOf(connection).stream()
                                        .map(model -> new SyncKey(connection.key(), model))
                                        .anyMatch(sync -> !pulled.contains(sync)))
                .map(KnownConnection::key)
                .toList();
    }

    /**
     * Begins what the connection lacks, as if it had just been heard of. Looks again under its
     * lock, which the changes of a connection take too: meanwhile it may be deleted, or another
     * worker may have been here.
     *
     * @return how many runs were made
     */
    @Transactional
    public int begin(ConnectionKey key) {
        Known known = register.locked(key);
        if (known == null || known.status() == ConnectionStatus.DELETED) {
            return 0;
        }
        // The same on every worker; another number under the same key is another connection.
        String cause = "definition/" + key.encoded() + "/" + known.nangoId();
        int made = 0;
        for (String model : definitions.modelsOf(connections.find(key))) {
            if (runs.startIfNew(key, model, TRIGGER, cause)) {
                made++;
            }
        }
        if (made > 0 && known.status() == ConnectionStatus.BROKEN) {
            runs.pause(key);
        }
        return made;
    }
}
