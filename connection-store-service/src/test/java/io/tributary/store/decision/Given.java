package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.events.Observation.EndUser;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Observation.Via;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** States and inputs to start from. Offsets of the past are below 100, of the input 100. */
final class Given {

    static final long NOW = 100;
    static final long NANGO_ID = 7;
    static final Instant CREATED = Instant.parse("2026-09-01T08:00:00Z");
    static final Instant UPDATED = Instant.parse("2026-09-01T09:00:00Z");
    static final Instant LATER = Instant.parse("2026-09-02T09:00:00Z");
    static final Map<String, String> TAGS = Map.of("end_user_id", "u-1");

    private Given() {}

    static State none() {
        return State.none(1);
    }

    static State deleted() {
        return new State.Deleted(new Trail(3, 1, 50, Trail.NEVER, NANGO_ID));
    }

    static State pending() {
        return new State.Pending(
                State.none(1).trail().authorizedAt(10), Question.opened(Question.Kind.NEW, 10));
    }

    static State pendingAgain() {
        return new State.Pending(
                deleted().trail().authorizedAt(60), Question.opened(Question.Kind.NEW, 60));
    }

    static State.Active active() {
        return active(Doubts.NONE);
    }

    static State.Active active(Doubts doubts) {
        return new State.Active(new Trail(1, 1, 50, 10, NANGO_ID), facts(List.of()), doubts);
    }

    static State.Broken broken() {
        return broken(Doubts.NONE);
    }

    static State.Broken broken(Doubts doubts) {
        return new State.Broken(
                new Trail(2, 1, 50, 10, NANGO_ID), facts(List.of("auth")), doubts, "auth");
    }

    static Doubts asks(Question.Kind kind) {
        Question question = Question.opened(kind, 70);
        return new Doubts(
                kind == Question.Kind.REAUTH ? question.since(UPDATED) : question, null, null);
    }

    static Doubts claimed() {
        return new Doubts(Question.opened(Question.Kind.DELETION, 70), 70L, null);
    }

    static Doubts missedIn(long walk) {
        return new Doubts(Question.opened(Question.Kind.MISSING, 70), null, walk);
    }

    private static Facts facts(List<String> errors) {
        return Facts.first(seen(NANGO_ID, TAGS, null, errors, UPDATED));
    }

    static ObservedConnection seen(
            long nangoId,
            Map<String, String> tags,
            @Nullable EndUser endUser,
            List<String> errors,
            @Nullable Instant updatedAt) {
        return new ObservedConnection(
                nangoId, "hubspot", tags, endUser, errors, CREATED, updatedAt);
    }

    /** Only the list told of it, and the list does not say when it was updated. */
    static State.Active adopted(Doubts doubts) {
        return new State.Active(
                new Trail(1, 1, 50, Trail.NEVER, NANGO_ID),
                Facts.first(seen(NANGO_ID, TAGS, null, List.of(), null)),
                doubts);
    }

    static Doubts reauthOfAdopted() {
        return new Doubts(Question.opened(Question.Kind.REAUTH, 70), null, null);
    }

    /** P: read after everything, asked for after everything. */
    static Input.Seen present() {
        return present(60, 90, Via.SINGLE, seen(NANGO_ID, TAGS, null, List.of(), UPDATED));
    }

    static Input.Seen present(ObservedConnection connection) {
        return present(60, 90, Via.SINGLE, connection);
    }

    static Input.Seen present(long read, long basis, Via via, ObservedConnection connection) {
        return new Input.Seen(NOW, new Observation.Present(read, basis, via, null, connection));
    }

    /** P!. */
    static Input.Seen presentWithAuthError() {
        return present(seen(NANGO_ID, TAGS, null, List.of("auth"), UPDATED));
    }

    static Input.Seen presentLater() {
        return present(seen(NANGO_ID, TAGS, null, List.of(), LATER));
    }

    static Input.Seen presentRetagged(List<String> errors) {
        return present(seen(NANGO_ID, Map.of("end_user_id", "u-2"), null, errors, UPDATED));
    }

    static Input.Seen presentOther(List<String> errors) {
        return present(seen(NANGO_ID + 1, TAGS, null, errors, LATER));
    }

    /** A. */
    static Input.Missing absent() {
        return absent(60, 90, Via.SINGLE, null);
    }

    static Input.Missing absent(long read, long basis, Via via, @Nullable Long walk) {
        return new Input.Missing(NOW, new Observation.Absent(read, basis, via, walk, "not_found"));
    }

    static Input created() {
        return new Input.Authorized(NOW);
    }

    static Input failedCreation() {
        return new Input.AuthorizationFailed(NOW, false, "unknown");
    }

    static Input failedOverride() {
        return new Input.AuthorizationFailed(NOW, true, "connection_validation_failed");
    }

    static Input refreshFailed() {
        return new Input.RefreshFailed(NOW, "refresh_token_external_error");
    }

    static Input refreshRecovered() {
        return new Input.RefreshRecovered(NOW);
    }

    static Input deletion() {
        return new Input.DeletionClaimed(NOW);
    }

    /** S: the rows' generation is 1. */
    static Input.Restated restated(int generation) {
        return new Input.Restated(NOW, generation, null);
    }

    static Input.Restated restatedAsTold() {
        return new Input.Restated(NOW, 2, facts(List.of()));
    }

    static Input unknown() {
        return new Input.Unrecognised(NOW);
    }

    static Input parked() {
        return new Input.Parked(NOW);
    }
}
