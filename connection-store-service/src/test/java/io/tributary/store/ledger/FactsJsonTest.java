package io.tributary.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Owner;
import io.tributary.store.decision.Facts;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class FactsJsonTest {

    @Test
    void whatPostgresWouldRefuseSurvivesAsText() {
        // given
        Facts facts =
                new Facts(
                        Long.MAX_VALUE,
                        "hub\u0000spot",
                        new Owner("u\ud800", null, "\ud83d\ude00", "o", null, true),
                        Map.of("a\udc00", "b\u0000", "plain", "\ud83d\ude00"),
                        List.of("auth", "sync"),
                        Instant.parse("2026-09-01T08:00:00.123Z"),
                        null);

        // when
        String json = FactsJson.write(facts);

        // then
        assertThat(json).doesNotContain("\u0000");
        assertThat(Text.clean(json)).isEqualTo(json);
        assertThat(FactsJson.read(json)).isEqualTo(facts);
    }

    @Test
    void columnsForPeopleAreCleaned() {
        assertThat(Text.clean("a\u0000b\ud800c\udc00d\ud83d\ude00"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ud83d\ude00");
    }
}
