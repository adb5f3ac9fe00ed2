package io.tributary.store.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Observation.EndUser;
import io.tributary.events.Owner;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class OwnershipTest {

    private static final Owner MIA = new Owner("u-1", "m@example.test", null, null, null, false);
    private static final EndUser ANN = new EndUser("u-2", null, "Ann", "o-2", null);

    private static Owner owner(Map<String, String> tags, EndUser endUser, Owner last) {
        return Ownership.of(Given.seen(7, tags, endUser, List.of(), null), last);
    }

    @Test
    void tagsComeFirst() {
        assertThat(owner(Map.of("end_user_id", "u-9", "organization_id", "o-9"), ANN, MIA))
                .isEqualTo(new Owner("u-9", null, null, "o-9", null, false));
    }

    @Test
    void anOrganizationAloneIsAnOwner() {
        assertThat(owner(Map.of("organization_id", "o-9"), ANN, MIA))
                .isEqualTo(new Owner(null, null, null, "o-9", null, false));
    }

    @Test
    void theEndUserComesNext() {
        assertThat(owner(Map.of("plan", "pro"), ANN, MIA))
                .isEqualTo(new Owner("u-2", null, "Ann", "o-2", null, false));
    }

    @Test
    void theLastOwnerIsRememberedWhenNangoNamesNone() {
        assertThat(owner(Map.of(), null, MIA)).isEqualTo(MIA.asRemembered());
    }

    @Test
    void nobodyIsInvented() {
        assertThat(owner(Map.of(), null, null)).isNull();
    }

    @Test
    void anotherConnectionUnderTheSameKeyDoesNotInheritTheOwner() {
        // when
        Decision decision =
                Rules.decide(
                        Given.active(),
                        Given.present(Given.seen(99, Map.of(), null, List.of(), Given.LATER)));

        // then
        assertThat(((State.Active) decision.state()).facts().owner()).isNull();
    }
}
