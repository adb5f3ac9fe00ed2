package io.tributary.store.walk;

import io.tributary.events.Owner;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Question;
import io.tributary.store.decision.Question.Kind;
import io.tributary.store.decision.State;
import io.tributary.store.decision.Trail;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A connection as the store knows it, and as a list shows it. */
final class Known {

    static final Map<String, String> TAGS = Map.of("end_user_id", "u-1");
    private static final Instant CREATED = Instant.parse("2026-09-01T08:00:00Z");
    private static final Doubts NO_DOUBTS = new Doubts(null, null, null);

    private Known() {}

    static State.Active active() {
        return active(NO_DOUBTS);
    }

    static State.Active active(Doubts doubts) {
        return new State.Active(trail(7L), facts(List.of()), doubts);
    }

    /** Only the list told of it, and the list does not say when it was updated. */
    static State.Active adopted() {
        return new State.Active(trail(7L), facts(List.of(), null), NO_DOUBTS);
    }

    static State.Broken adoptedBroken() {
        return new State.Broken(trail(7L), facts(List.of("auth"), null), NO_DOUBTS, "auth");
    }

    static State.Broken broken() {
        return new State.Broken(trail(7L), facts(List.of("auth")), NO_DOUBTS, "auth");
    }

    static State.Pending pending(@Nullable Long nangoId) {
        return new State.Pending(trail(nangoId), asks(Kind.NEW));
    }

    static Question asks(Kind kind) {
        return new Question(kind, 10, 10, null, null, false);
    }

    static Trail trail(@Nullable Long nangoId) {
        return new Trail(1, 1, 50, 10, nangoId);
    }

    private static Facts facts(List<String> errors) {
        return facts(errors, CREATED);
    }

    private static Facts facts(List<String> errors, @Nullable Instant updatedAt) {
        return new Facts(
                7,
                "hubspot",
                new Owner("u-1", null, null, null, null, false),
                TAGS,
                errors,
                CREATED,
                updatedAt);
    }

    static ConnectionSummary listed() {
        return listed(7, "hubspot", TAGS, List.of());
    }

    static ConnectionSummary listed(
            long nangoId, String provider, Map<String, String> tags, List<String> errors) {
        return new ConnectionSummary(
                nangoId, "c-1", "crm", provider, tags, null, errors, CREATED.plusNanos(123_000));
    }
}
