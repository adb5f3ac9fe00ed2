package io.tributary.store.decision;

import static java.util.Map.entry;

import io.tributary.events.ConnectionChange.Kind;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Observation;
import io.tributary.events.Owner;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Rules that are wrong in one way each, by the promise that must notice. */
final class Mutants {

    static final Map<String, Map<String, Supplier<Decider>>> ALL =
            Map.ofEntries(
                    entry(
                            "live: seen",
                            Map.of("a creation is believed", () -> Mutants::believesCreations)),
                    entry(
                            "gone: for two reasons",
                            Map.of("one absence is enough", () -> Mutants::deletesOnOneAbsence)),
                    entry(
                            "webhook: changes nothing",
                            Map.of("a deletion is believed", () -> Mutants::believesDeletions)),
                    entry(
                            "reauthorized: since a time",
                            Map.of(
                                    "an unknown update was at the creation",
                                    () -> Mutants::comparesWithTheCreation)),
                    entry(
                            "owner: from an answer",
                            Map.of(
                                    "a webhook brings an owner",
                                    () -> Mutants::takesOwnersOfWebhooks)),
                    entry(
                            "owner: never forgotten",
                            Map.of("no tags, no owner", () -> Mutants::forgetsOwners)),
                    entry(
                            "version:",
                            Map.of("a version is left out", () -> Mutants::leavesVersionsOut)),
                    entry(
                            "generation:",
                            Map.of("a parked input starts anew", () -> Mutants::startsAnew)),
                    entry(
                            "repeat: changes nothing",
                            Map.of(
                                    "the same read counts again",
                                    () -> Mutants::takesTheSameRead,
                                    "the same generation is told again",
                                    () -> Mutants::restatesTheSame)),
                    entry(
                            "mixed: as alone",
                            Map.of("reads are compared across connections", Mutants::sharesReads)),
                    entry(
                            "told:",
                            Map.of(
                                    "the state before is told",
                                    () -> Mutants::tellsTheStateBefore)));

    private Mutants() {}

    private static Decision believesCreations(State state, Input input) {
        return state instanceof State.Gone && input instanceof Input.Authorized
                ? Decision.same(
                        new State.Active(
                                state.trail().confirmed(Given.NANGO_ID),
                                Facts.first(Given.present().observation().connection()),
                                Doubts.NONE))
                : Rules.decide(state, input);
    }

    private static Decision deletesOnOneAbsence(State state, Input input) {
        return state instanceof State.Live live
                        && input instanceof Input.Missing missing
                        && Acceptance.ofAbsent(state.trail(), missing.observation())
                ? Departure.of(state.trail().readAt(missing.observation().read()), live.facts())
                : Rules.decide(state, input);
    }

    private static Decision believesDeletions(State state, Input input) {
        return state instanceof State.Live live && input instanceof Input.DeletionClaimed
                ? Departure.of(state.trail(), live.facts())
                : Rules.decide(state, input);
    }

    private static Decision comparesWithTheCreation(State state, Input input) {
        Question question = state.question();
        return state instanceof State.Active active
                        && question != null
                        && question.kind() == Question.Kind.REAUTH
                        && question.since() == null
                ? Rules.decide(
                        active.with(
                                active.trail(),
                                active.doubts().goingOnFrom(active.facts().createdAt())),
                        input)
                : Rules.decide(state, input);
    }

    private static Decision takesOwnersOfWebhooks(State state, Input input) {
        return state instanceof State.Active active && input instanceof Input.RefreshRecovered
                ? Decision.same(
                        new State.Active(
                                active.trail(),
                                owned(
                                        active.facts(),
                                        new Owner("x", null, null, null, null, false)),
                                active.doubts()))
                : Rules.decide(state, input);
    }

    private static Decision forgetsOwners(State state, Input input) {
        Decision decision = Rules.decide(state, input);
        return input instanceof Input.Seen seen
                        && seen.observation().connection().tags().isEmpty()
                        && decision.state() instanceof State.Active active
                ? new Decision(
                        new State.Active(
                                active.trail(), owned(active.facts(), null), active.doubts()),
                        decision.changes(),
                        decision.ask())
                : decision;
    }

    private static Facts owned(Facts facts, Owner owner) {
        return new Facts(
                facts.nangoId(),
                facts.provider(),
                owner,
                facts.tags(),
                facts.errors(),
                facts.createdAt(),
                facts.updatedAt());
    }

    private static Decision leavesVersionsOut(State state, Input input) {
        Decision decision = Rules.decide(state, input);
        return decision.state() instanceof State.Broken broken && !decision.changes().isEmpty()
                ? new Decision(
                        broken.with(broken.trail().changed(1), broken.doubts()),
                        decision.changes(),
                        decision.ask())
                : decision;
    }

    private static Decision startsAnew(State state, Input input) {
        return state instanceof State.Active active && input instanceof Input.Parked
                ? Decision.same(active.with(active.trail().restatedIn(1), active.doubts()))
                : Rules.decide(state, input);
    }

    /** {@code read >= facts}. */
    private static Decision takesTheSameRead(State state, Input input) {
        return state instanceof State.Live
                        && input instanceof Input.Seen seen
                        && seen.observation().read() == state.trail().read()
                ? Rules.decide(
                        state,
                        new Input.Seen(
                                seen.offset(),
                                new Observation.Present(
                                        seen.observation().read() + 1,
                                        seen.observation().basis(),
                                        seen.observation().via(),
                                        seen.observation().walk(),
                                        seen.observation().connection())))
                : Rules.decide(state, input);
    }

    private static Decision restatesTheSame(State state, Input input) {
        return input instanceof Input.Restated s && s.generation() == state.trail().generation()
                ? Rules.decide(state, new Input.Restated(s.offset(), s.generation() + 1, s.told()))
                : Rules.decide(state, input);
    }

    private static Decider sharesReads() {
        AtomicLong highest = new AtomicLong();
        return (state, input) -> {
            if (input instanceof Input.Seen seen) {
                long before = highest.getAndAccumulate(seen.observation().read(), Math::max);
                return seen.observation().read() < before - 3
                        ? Decision.same(state)
                        : Rules.decide(state, input);
            }
            return Rules.decide(state, input);
        };
    }

    private static Decision tellsTheStateBefore(State state, Input input) {
        Decision decision = Rules.decide(state, input);
        return state instanceof State.Live live
                        && decision.changes().size() == 1
                        && decision.changes().getFirst().kind() == Kind.UPDATED
                ? new Decision(
                        decision.state(),
                        List.of(
                                new Change(
                                        Kind.UPDATED,
                                        ConnectionStatus.ACTIVE,
                                        live.facts(),
                                        null,
                                        decision.changes().getFirst().version())),
                        decision.ask())
                : decision;
    }
}
