package io.tributary.store.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Observation.ObservedConnection;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class FactsTest {

    private static final Instant THEN = Instant.parse("2026-09-01T08:00:00Z");
    private static final String HOOKS = "https://hooks.example.test";

    private static ObservedConnection seen(@Nullable Instant updatedAt, @Nullable String override) {
        return new ObservedConnection(
                7, "hubspot", Map.of(), null, List.of(), THEN, updatedAt, override);
    }

    @Test
    void whatTheListDoesNotTellIsAsItWasLastTold() {
        Facts single = Facts.first(seen(THEN, HOOKS));
        assertThat(single.then(seen(null, null)).webhookUrlOverride()).isEqualTo(HOOKS);
        assertThat(single.then(seen(null, null)).updatedAt()).isEqualTo(THEN);
        assertThat(single.then(seen(THEN, null)).webhookUrlOverride()).isNull();
        assertThat(Facts.first(seen(null, null)).webhookUrlOverride()).isNull();
    }

    @Test
    void noReaderOfConnectionsSeesWhereItsWebhooksGo() {
        Facts before = Facts.first(seen(THEN, null));
        assertThat(before.differFrom(Facts.first(seen(THEN, HOOKS)))).isFalse();
    }
}
