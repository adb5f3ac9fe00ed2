package io.tributary.store.decision;

import static io.tributary.store.decision.Given.*;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.events.Observation.Via;
import io.tributary.store.decision.Question.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every cell of the table of states, one row each, named like the table. */
class StateTableTest {

    private static Arguments cell(
            String name, State state, Input input, String after, String changes, Ask ask) {
        return arguments(name, state, input, after, changes, ask);
    }

    static Stream<Arguments> cells() {
        return Stream.of(none(), pending(), active(), broken(), restated(), others())
                .flatMap(List::stream)
                .map(Arguments.class::cast);
    }

    private static List<Arguments> none() {
        List<String> auth = List.of("auth");
        return List.of(
                cell("none | C", Given.none(), created(), "pending NEW", "", Ask.NOW),
                cell("deleted | C", deleted(), created(), "pending NEW", "", Ask.NOW),
                cell("none | F creation", Given.none(), failedCreation(), "none", "", Ask.NOTHING),
                cell("none | F override", Given.none(), failedOverride(), "none", "", Ask.NOTHING),
                cell("none | R-", Given.none(), refreshFailed(), "none", "", Ask.NOTHING),
                cell("none | R+", Given.none(), refreshRecovered(), "none", "", Ask.NOTHING),
                cell("none | D", Given.none(), deletion(), "none", "", Ask.NOTHING),
                cell("none | A", Given.none(), absent(), "none", "", Ask.NOTHING),
                cell(
                        "deleted | F creation",
                        deleted(),
                        failedCreation(),
                        "deleted",
                        "",
                        Ask.NOTHING),
                cell(
                        "deleted | F override",
                        deleted(),
                        failedOverride(),
                        "deleted",
                        "",
                        Ask.NOTHING),
                cell("deleted | R-", deleted(), refreshFailed(), "deleted", "", Ask.NOTHING),
                cell("deleted | R+", deleted(), refreshRecovered(), "deleted", "", Ask.NOTHING),
                cell("deleted | D", deleted(), deletion(), "deleted", "", Ask.NOTHING),
                cell("deleted | A", deleted(), absent(), "deleted", "", Ask.NOTHING),
                cell("none | P", Given.none(), present(), "active", "created", Ask.NOTHING),
                cell("deleted | P", deleted(), present(), "active", "created", Ask.NOTHING),
                cell(
                        "none | P!",
                        Given.none(),
                        presentWithAuthError(),
                        "broken",
                        "created broken",
                        Ask.NOTHING),
                cell(
                        "deleted | P!",
                        deleted(),
                        presentOther(auth),
                        "broken",
                        "created broken",
                        Ask.NOTHING),
                cell(
                        "none | P of the list settles the unknown",
                        Given.none(),
                        listed(),
                        "active",
                        "created",
                        Ask.NOTHING),
                cell(
                        "deleted | P of the list is no observation: it was known",
                        deleted(),
                        listed(),
                        "deleted",
                        "",
                        Ask.NOTHING),
                cell(
                        "deleted | P read before the absence is late",
                        deleted(),
                        present(50, 90, Via.SINGLE, present().observation().connection()),
                        "deleted",
                        "",
                        Ask.NOTHING),
                cell("none | parked", Given.none(), parked(), "pending PARKED", "", Ask.NOW),
                cell("none | unknown operation", Given.none(), unknown(), "none", "", Ask.NOTHING),
                cell(
                        "deleted | unknown operation",
                        deleted(),
                        unknown(),
                        "deleted",
                        "",
                        Ask.NOTHING));
    }

    private static Input listed() {
        return present(60, 90, Via.LIST, present().observation().connection());
    }

    private static List<Arguments> pending() {
        State pending = Given.pending();
        return List.of(
                cell("pending | C coalesced", pending, created(), "pending NEW", "", Ask.NOW),
                cell("pending | P", pending, present(), "active", "created", Ask.NOTHING),
                cell(
                        "pending | P!",
                        pending,
                        presentWithAuthError(),
                        "broken",
                        "created broken",
                        Ask.NOTHING),
                cell(
                        "pending | P of the list",
                        pending,
                        listed(),
                        "active",
                        "created",
                        Ask.NOTHING),
                cell(
                        "pending, once deleted | P of the list is no observation: it was known",
                        pendingAgain(),
                        listed(),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | P asked for before the claim: confirmed, and asked again",
                        pending,
                        present(60, 10, Via.SINGLE, present().observation().connection()),
                        "active REAUTH",
                        "created",
                        Ask.NOW),
                cell("pending | A", pending, absent(), "none", "", Ask.NOTHING),
                cell(
                        "pending, once deleted | A",
                        pendingAgain(),
                        absent(),
                        "deleted",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | missing from a complete walk",
                        pending,
                        absent(60, 90, Via.LIST, 4L),
                        "none",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | missing from the list outside of a walk",
                        pending,
                        absent(60, 90, Via.LIST, null),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | A asked for before the claim",
                        pending,
                        absent(60, 10, Via.SINGLE, null),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | F creation",
                        pending,
                        failedCreation(),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell(
                        "pending | F override",
                        pending,
                        failedOverride(),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell("pending | R-", pending, refreshFailed(), "pending NEW", "", Ask.NOTHING),
                cell("pending | R+", pending, refreshRecovered(), "pending NEW", "", Ask.NOTHING),
                cell("pending | D", pending, deletion(), "pending NEW", "", Ask.NOTHING),
                cell("pending | parked", pending, parked(), "pending NEW", "", Ask.NOW),
                cell(
                        "pending | unknown operation",
                        pending,
                        unknown(),
                        "pending NEW",
                        "",
                        Ask.NOTHING));
    }

    private static List<Arguments> active() {
        State active = Given.active();
        State reauth = Given.active(asks(Kind.REAUTH));
        State suspect =
                Given.active(new Doubts(asks(Kind.SUSPECT).question().askedTwice(), null, null));
        return List.of(
                cell("active | C", active, created(), "active REAUTH", "", Ask.NOW),
                cell("active | R-", active, refreshFailed(), "active SUSPECT", "", Ask.NOW),
                cell(
                        "active | F override",
                        active,
                        failedOverride(),
                        "active SUSPECT",
                        "",
                        Ask.NOW),
                cell(
                        "active q=suspect | P: once more after 60 s",
                        suspect,
                        present(),
                        "active RECHECK",
                        "",
                        Ask.ONCE_MORE),
                cell(
                        "active q=recheck | P: and then no more",
                        Given.active(asks(Kind.RECHECK)),
                        present(),
                        "active",
                        "",
                        Ask.NOTHING),
                cell("active | F creation", active, failedCreation(), "active", "", Ask.NOTHING),
                cell("active | R+", active, refreshRecovered(), "active", "", Ask.NOTHING),
                cell("active | P, nothing new", active, present(), "active", "", Ask.NOTHING),
                cell(
                        "active | P, facts differ",
                        active,
                        presentRetagged(List.of()),
                        "active",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "active | P, only updated_at differs",
                        active,
                        presentLater(),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "active q=reauth | P, newer updated_at",
                        reauth,
                        presentLater(),
                        "active",
                        "reauthorized",
                        Ask.NOTHING),
                cell(
                        "active of the list q=reauth | P, created long ago, updated since: no more"
                                + " than where it starts",
                        Given.adopted(Given.reauthOfAdopted()),
                        presentLater(),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "active of the list q=reauth | P, facts differ",
                        Given.adopted(Given.reauthOfAdopted()),
                        presentRetagged(List.of()),
                        "active",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "active of the list | C",
                        Given.adopted(Doubts.NONE),
                        created(),
                        "active REAUTH",
                        "",
                        Ask.NOW),
                cell(
                        "active q=reauth | P, same updated_at",
                        reauth,
                        present(),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "active q=reauth | P, same updated_at, facts differ",
                        reauth,
                        presentRetagged(List.of()),
                        "active",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "active q=reauth | P asked for before it: still open",
                        reauth,
                        present(60, 70, Via.SINGLE, presentLater().observation().connection()),
                        "active REAUTH",
                        "",
                        Ask.NOW),
                cell(
                        "active, claimed | P clears the claim",
                        Given.active(claimed()),
                        present(),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "active | P!",
                        active,
                        presentWithAuthError(),
                        "broken",
                        "broken",
                        Ask.NOTHING),
                cell(
                        "active | P!, facts differ",
                        active,
                        presentRetagged(List.of("auth")),
                        "broken",
                        "broken updated",
                        Ask.NOTHING),
                cell("active | P of the list", active, listed(), "active", "", Ask.NOTHING),
                cell(
                        "active | P read earlier",
                        active,
                        present(
                                50,
                                90,
                                Via.SINGLE,
                                presentRetagged(List.of()).observation().connection()),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "active | P, other nangoId",
                        active,
                        presentOther(List.of()),
                        "active",
                        "deleted created",
                        Ask.NOTHING),
                cell(
                        "active | P!, other nangoId",
                        active,
                        presentOther(List.of("auth")),
                        "broken",
                        "deleted created broken",
                        Ask.NOTHING),
                cell("active | D", active, deletion(), "active DELETION claim", "", Ask.NOW),
                cell(
                        "active, claimed | A",
                        Given.active(claimed()),
                        absent(),
                        "deleted",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "active, missed in an earlier walk | A",
                        Given.active(missedIn(3)),
                        absent(60, 90, Via.SINGLE, 4L),
                        "deleted",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "active, missed in the same walk | A",
                        Given.active(missedIn(4)),
                        absent(60, 90, Via.SINGLE, 4L),
                        "active MISSING miss",
                        "",
                        Ask.NEXT_WALK),
                cell(
                        "active, missed in a walk | A outside of a walk does not count",
                        Given.active(missedIn(3)),
                        absent(),
                        "active MISSING miss",
                        "",
                        Ask.NEXT_WALK),
                cell(
                        "active | A in a walk",
                        active,
                        absent(60, 90, Via.SINGLE, 4L),
                        "active MISSING miss",
                        "",
                        Ask.NEXT_WALK),
                cell(
                        "active | A outside of a walk",
                        active,
                        absent(),
                        "active MISSING",
                        "",
                        Ask.NEXT_WALK),
                cell(
                        "active, claimed | A asked for before the last C",
                        Given.active(claimed()),
                        absent(60, 10, Via.SINGLE, null),
                        "active DELETION claim",
                        "",
                        Ask.NOTHING),
                cell(
                        "active, claimed | missing from the list",
                        Given.active(claimed()),
                        absent(60, 90, Via.LIST, 4L),
                        "active DELETION claim",
                        "",
                        Ask.NOTHING),
                cell("active | parked", active, parked(), "active PARKED", "", Ask.NOW),
                cell("active | unknown operation", active, unknown(), "active", "", Ask.NOTHING));
    }

    private static List<Arguments> broken() {
        State broken = Given.broken();
        return List.of(
                cell(
                        "broken | R-: never asked",
                        broken,
                        refreshFailed(),
                        "broken",
                        "",
                        Ask.NOTHING),
                cell(
                        "broken | F override: never asked",
                        broken,
                        failedOverride(),
                        "broken",
                        "",
                        Ask.NOTHING),
                cell(
                        "broken | F creation: never asked",
                        broken,
                        failedCreation(),
                        "broken",
                        "",
                        Ask.NOTHING),
                cell("broken | R+", broken, refreshRecovered(), "broken RECHECK", "", Ask.NOW),
                cell("broken | C", broken, created(), "broken REAUTH", "", Ask.NOW),
                cell(
                        "broken q=reauth | P",
                        Given.broken(asks(Kind.REAUTH)),
                        present(),
                        "active",
                        "reauthorized",
                        Ask.NOTHING),
                cell("broken | P", broken, present(), "active", "recovered", Ask.NOTHING),
                cell(
                        "broken q=recheck | P",
                        Given.broken(asks(Kind.RECHECK)),
                        present(),
                        "active",
                        "recovered",
                        Ask.NOTHING),
                cell(
                        "broken q=recheck | P asked for before it: recovered, still open",
                        Given.broken(asks(Kind.RECHECK)),
                        present(60, 70, Via.SINGLE, present().observation().connection()),
                        "active RECHECK",
                        "recovered",
                        Ask.NOW),
                cell("broken | P!", broken, presentWithAuthError(), "broken", "", Ask.NOTHING),
                cell(
                        "broken | P!, facts differ",
                        broken,
                        presentRetagged(List.of("auth")),
                        "broken",
                        "updated",
                        Ask.NOTHING),
                cell("broken | P of the list", broken, listed(), "broken", "", Ask.NOTHING),
                cell(
                        "broken | P, other nangoId",
                        broken,
                        presentOther(List.of()),
                        "active",
                        "deleted created",
                        Ask.NOTHING),
                cell(
                        "broken | P!, other nangoId",
                        broken,
                        presentOther(List.of("auth")),
                        "broken",
                        "deleted created broken",
                        Ask.NOTHING),
                cell("broken | D", broken, deletion(), "broken DELETION claim", "", Ask.NOW),
                cell(
                        "broken, claimed | A",
                        Given.broken(claimed()),
                        absent(),
                        "deleted",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "broken, missed in an earlier walk | A",
                        Given.broken(missedIn(3)),
                        absent(60, 90, Via.SINGLE, 4L),
                        "deleted",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "broken | A in a walk",
                        broken,
                        absent(60, 90, Via.SINGLE, 4L),
                        "broken MISSING miss",
                        "",
                        Ask.NEXT_WALK));
    }

    private static List<Arguments> restated() {
        return List.of(
                cell("none | S", Given.none(), Given.restated(2), "none", "", Ask.NOTHING),
                cell("deleted | S", deleted(), Given.restated(2), "deleted", "", Ask.NOTHING),
                cell(
                        "pending | S: still asked about",
                        Given.pending(),
                        Given.restated(2),
                        "pending NEW",
                        "",
                        Ask.NOTHING),
                cell(
                        "none | S, told",
                        Given.none(),
                        restatedAsTold(),
                        "none",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "deleted | S, told",
                        deleted(),
                        restatedAsTold(),
                        "deleted",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "pending | S, told",
                        Given.pending(),
                        restatedAsTold(),
                        "pending NEW",
                        "deleted",
                        Ask.NOTHING),
                cell(
                        "active | S",
                        Given.active(),
                        Given.restated(2),
                        "active",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "active | S, told: it is live after all",
                        Given.active(),
                        restatedAsTold(),
                        "active",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "active with doubts | S keeps them",
                        Given.active(claimed()),
                        Given.restated(5),
                        "active DELETION claim",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "broken | S",
                        Given.broken(),
                        Given.restated(2),
                        "broken",
                        "updated",
                        Ask.NOTHING),
                cell(
                        "none | S of its generation",
                        Given.none(),
                        Given.restated(1),
                        "none",
                        "",
                        Ask.NOTHING),
                cell(
                        "active | S of its generation",
                        Given.active(),
                        Given.restated(1),
                        "active",
                        "",
                        Ask.NOTHING),
                cell(
                        "broken | S of its generation",
                        Given.broken(),
                        Given.restated(1),
                        "broken",
                        "",
                        Ask.NOTHING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("restated")
    void aRestatementTellsWhatTheTableHasInItsGenerationAndNothingElse(
            String name, State state, Input.Restated input, String after, String changes, Ask ask) {
        // when
        Decision decision = Rules.decide(state, input);

        // then
        Trail at = decision.state().trail();
        Trail was = state.trail();
        assertThat(at)
                .isEqualTo(
                        new Trail(
                                was.version() + decision.changes().size(),
                                Math.max(was.generation(), input.generation()),
                                was.read(),
                                was.up(),
                                was.nangoId()));
        Facts told =
                switch (decision.state()) {
                    case State.Live live -> live.facts();
                    case State.None _, State.Pending _, State.Deleted _ -> input.told();
                };
        String error = state instanceof State.Broken broken ? broken.error() : null;
        assertThat(decision.changes())
                .allSatisfy(change -> assertThat(change.facts()).isEqualTo(told))
                .allSatisfy(change -> assertThat(change.error()).isEqualTo(error));
        Decision repeated = Rules.decide(decision.state(), input);
        assertThat(repeated).isEqualTo(Decision.same(decision.state()));
    }

    private static List<Arguments> others() {
        State broken = Given.broken();
        return List.of(
                cell("broken | parked", broken, parked(), "broken PARKED", "", Ask.NOW),
                cell("deleted | parked", deleted(), parked(), "pending PARKED", "", Ask.NOW),
                cell("broken | unknown operation", broken, unknown(), "broken", "", Ask.NOTHING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void cellOfTheTable(
            String name, State state, Input input, String after, String changes, Ask ask) {
        // when
        Decision decision = Rules.decide(state, input);

        // then
        assertThat(describe(decision.state())).isEqualTo(after);
        assertThat(
                        decision.changes().stream()
                                .map(change -> change.kind().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" ")))
                .isEqualTo(changes);
        assertThat(decision.ask()).isEqualTo(ask);
        assertThat(decision.state().trail().version())
                .isEqualTo(state.trail().version() + decision.changes().size());
    }

    private static String describe(State state) {
        Question question = state.question();
        Doubts doubts = state instanceof State.Live live ? live.doubts() : Doubts.NONE;
        return state.status()
                + (question == null ? "" : " " + question.kind())
                + mark(" claim", doubts.claim())
                + mark(" miss", doubts.miss());
    }

    private static String mark(String name, @Nullable Long value) {
        return value == null ? "" : name;
    }
}
