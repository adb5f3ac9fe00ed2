package io.tributary.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;

class SessionViewTest {

    private static final String LINK = "https://connect.example.test/?session_token=t";

    @Test
    void nangosPageIsToldWhereASelfHostedNangoIs() {
        assertThat(SessionView.link(LINK, URI.create("https://nango.example.test")))
                .isEqualTo(LINK + "&apiURL=https%3A%2F%2Fnango.example.test");
        assertThat(SessionView.link(LINK, URI.create("https://api.nango.dev"))).isEqualTo(LINK);
    }
}
