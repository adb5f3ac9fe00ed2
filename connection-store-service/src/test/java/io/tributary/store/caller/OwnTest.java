package io.tributary.store.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnTest {

    @Test
    void isByTheUserAndByTheOrganizationWhereBothAreKnown() {
        assertThat(new Own("u", "o").includes("u", "o")).isTrue();
        assertThat(new Own("u", "o").includes("u", null)).isTrue();
        assertThat(new Own("u", null).includes("u", "o")).isTrue();
        assertThat(new Own("u", "o").includes("u", "other")).isFalse();
        assertThat(new Own("u", "o").includes("other", "o")).isFalse();
        assertThat(new Own("u", "o").includes(null, "o")).isFalse();
    }
}
