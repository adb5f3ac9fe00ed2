package io.tributary.store.connect;

import io.tributary.events.ConnectionKey;
import io.tributary.events.RequestedDeletion;
import io.tributary.events.RequestedDeletion.Outcome;
import io.tributary.nango.api.DeletionAnswer;
import io.tributary.nango.api.FailureKind;
import io.tributary.nango.api.NangoFailure;
import io.tributary.store.caller.Caller;
import io.tributary.store.connect.UserConnections.Found;
import io.tributary.store.question.Answering;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Deletes a connection at Nango, then claims so in the inbox: the table follows from what Nango
 * answers, as of every connection. Deleted and not claimed, by a crash in between, it is missed by
 * the next walks over Nango's list.
 */
final class Disconnection {

    private static final Logger LOGGER = LoggerFactory.getLogger(Disconnection.class);

    private static final String SOON =
            "Nango is being asked whether it is gone; then it is deleted here too, mostly within"
                    + " seconds.";
    private static final String LATER =
            "It is deleted here too once two comparisons with Nango's list have missed it.";

    /** Nango may have carried it out. */
    private static final Set<FailureKind> MAYBE_DONE =
            Set.of(
                    FailureKind.TIMED_OUT,
                    FailureKind.UNREACHABLE,
                    FailureKind.BROKEN,
                    FailureKind.SERVER_ERROR,
                    FailureKind.INTERRUPTED);

    private final UserConnections connections;
    private final NangoProblems nango;
    private final Pace pace;
    private final Answering answering;

    Disconnection(
            UserConnections connections, NangoProblems nango, Pace pace, Answering answering) {
        this.connections = connections;
        this.nango = nango;
        this.pace = pace;
        this.answering = answering;
    }

    DisconnectController.View of(UUID id, Caller caller) {
        Found found = connections.one(id, caller.acts()).orElseThrow(NotThere::connection);
        if (found.status().equals("deleted")) {
            throw NangoProblems.gone();
        }
        pace.admit(caller);
        ConnectionKey key = found.key();
        Outcome outcome = delete(key);
        LOGGER.atInfo()
                .addKeyValue("connection", key.encoded())
                .addKeyValue("caller", caller.name())
                .addKeyValue("outcome", outcome)
                .log("connection deleted at Nango for its owner");
        boolean claimed = claim(key, outcome);
        return new DisconnectController.View(
                id, outcome.name().toLowerCase(Locale.ROOT), claimed ? SOON : LATER);
    }

    private Outcome delete(ConnectionKey key) {
        var access = nango.paid(key.environment());
        return switch (access.nango().deleteConnection(key.integration(), key.connectionId())) {
            case DeletionAnswer.Deleted _ -> Outcome.DELETED;
            case DeletionAnswer.Absent _ -> Outcome.ABSENT;
            case DeletionAnswer.NoAnswer(NangoFailure failure) -> {
                if (MAYBE_DONE.contains(failure.kind())) {
                    claim(key, Outcome.UNKNOWN);
                }
                throw nango.of(key.environment(), failure);
            }
        };
    }

    /** Whether it is in the inbox. */
    private boolean claim(ConnectionKey key, Outcome outcome) {
        try {
            answering.send(key, new RequestedDeletion(outcome));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("connection", key.encoded())
                    .setCause(e)
                    .log("a deletion is not claimed; the walks over Nango's list will miss it");
            return false;
        }
    }
}
