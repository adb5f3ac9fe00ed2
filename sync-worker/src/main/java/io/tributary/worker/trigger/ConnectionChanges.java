package io.tributary.worker.trigger;

import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.worker.connection.KnownConnection;
import io.tributary.worker.definition.Definitions;
import io.tributary.worker.run.ConnectionRuns;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Locale;

/** What each change of a connection means for its runs; applied once, in one transaction. */
@Component
class ConnectionChanges {

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
        register.advance(change).ifPresent(consequence -> draw(consequence, change, ceId));
    }

    private void draw(Consequence consequence, ConnectionChange change, String ceId) {
        ConnectionKey connection = change.connection().key();
        switch (consequence) {
            case START -> startAnew(change, ceId);
            case START_PAUSED -> {
                startAnew(change, ceId);
                runs.pause(connection);
            }
            case PAUSE -> runs.pause(connection);
            case RESUME -> runs.resume(connection);
            case RESUME_OR_MEND -> {
                runs.resume(connection);
                mend(change, ceId);
            }
            case RESUME_OR_START -> {
                runs.resume(connection);
                start(change, ceId);
            }
            case END -> runs.end(connection);
            case NOTHING -> {
                // Nothing.
            }
        }
    }

    /** Whatever was pulled under this key before was another's. */
    private void startAnew(ConnectionChange change, String ceId) {
        runs.end(change.connection().key());
        start(change, ceId);
    }

    private void start(ConnectionChange change, String ceId) {
        models(change)
                .forEach(
                        model ->
                                runs.start(
                                        change.connection().key(), model, trigger(change), ceId));
    }

    private void mend(ConnectionChange change, String ceId) {
        models(change)
                .forEach(
                        model ->
                                runs.startIfFailed(
                                        change.connection().key(), model, trigger(change), ceId));
    }

    private List<String> models(ConnectionChange change) {
        return definitions.modelsOf(KnownConnection.of(change.connection()));
    }

    private static String trigger(ConnectionChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }
}
