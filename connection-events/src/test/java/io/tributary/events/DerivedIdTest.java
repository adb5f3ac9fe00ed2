package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class DerivedIdTest {

    @Test
    void isTheVersion5OfRfc9562() {
        // RFC 9562, appendix A.4
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        UUID id = DerivedId.of(dns, "www.example.com");

        assertThat(id).isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void consequencesOfOneCauseDiffer() {
        UUID first = DerivedId.ofConsequence("cause", 0, "nango.connection.created");

        assertThat(first)
                .isEqualTo(DerivedId.ofConsequence("cause", 0, "nango.connection.created"))
                .isNotEqualTo(DerivedId.ofConsequence("cause", 1, "nango.connection.created"))
                .isNotEqualTo(DerivedId.ofConsequence("cause", 0, "nango.connection.broken"))
                .isNotEqualTo(DerivedId.ofConsequence("other", 0, "nango.connection.created"));
    }
}
