package io.tributary.store.walk;

import static io.tributary.store.walk.Known.TAGS;
import static io.tributary.store.walk.Known.active;
import static io.tributary.store.walk.Known.broken;
import static io.tributary.store.walk.Known.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.nango.api.ConnectionSummary;
import io.tributary.store.decision.Doubts;
import io.tributary.store.decision.Question.Kind;
import io.tributary.store.decision.State;
import io.tributary.store.decision.Trail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;

class FindingTest {

    private static final List<String> AUTH = List.of("auth");

    private static final Trail NEVER_ANSWERED = Trail.start(1);

    static List<Arguments> rows() {
        Doubts missed = new Doubts(Known.asks(Kind.MISSING), null, 3L);
        Doubts missedOutsideOfWalks = new Doubts(Known.asks(Kind.MISSING), null, null);
        Doubts reauth = new Doubts(Known.asks(Kind.REAUTH), null, null);
        return List.of(
                row("never heard of", null, listed(), Finding.NEW),
                row("never answered of", new State.None(NEVER_ANSWERED), listed(), Finding.NEW),
                row(
                        "said to be absent",
                        new State.None(Known.trail(null)),
                        listed(),
                        Finding.DIFFERS),
                row(
                        "claimed",
                        new State.Pending(NEVER_ANSWERED, Known.asks(Kind.NEW)),
                        listed(),
                        Finding.NEW),
                row("claimed, once absent", Known.pending(null), listed(), Finding.SAME),
                row("claimed again", Known.pending(7L), listed(), Finding.SAME),
                row("deleted", new State.Deleted(Known.trail(7L)), listed(), Finding.DIFFERS),
                row("as known", active(), listed(), Finding.SAME),
                row("never updated", Known.adopted(), listed(), Finding.DIFFERS),
                row(
                        "broken, never updated",
                        Known.adoptedBroken(),
                        listed(7, "hubspot", TAGS, AUTH),
                        Finding.SAME),
                row("left to a walk", active(reauth), listed(), Finding.DIFFERS),
                row("missed by a walk", active(missed), listed(), Finding.DIFFERS),
                row("missed once", active(missedOutsideOfWalks), listed(), Finding.DIFFERS),
                row("another", active(), listed(8, "hubspot", TAGS, List.of()), Finding.DIFFERS),
                row("tags", active(), listed(7, "hubspot", Map.of(), List.of()), Finding.DIFFERS),
                row("provider", active(), listed(7, "crm", TAGS, List.of()), Finding.DIFFERS),
                row("broke", active(), listed(7, "hubspot", TAGS, AUTH), Finding.DIFFERS),
                row("sync", active(), listed(7, "hubspot", TAGS, List.of("sync")), Finding.SAME),
                row("still broken", broken(), listed(7, "hubspot", TAGS, AUTH), Finding.SAME),
                row("recovered", broken(), listed(), Finding.DIFFERS));
    }

    private static Arguments row(
            String name, State known, ConnectionSummary listed, Finding finding) {
        return Arguments.of(name, known, listed, finding);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("rows")
    void aRowIsComparedWithWhatIsKnown(
            String name, State known, ConnectionSummary listed, Finding finding) {
        assertThat(Finding.of(known, listed)).as(name).isEqualTo(finding);
    }
}
