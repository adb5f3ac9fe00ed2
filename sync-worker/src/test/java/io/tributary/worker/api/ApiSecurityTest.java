package io.tributary.worker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import java.util.List;

class ApiSecurityTest {

    @Test
    void withoutAnIssuerAllSettingsThatNameOneAreSaid() {
        assertThatThrownBy(
                        () ->
                                new ApiSecurity()
                                        .tokenDecoder(
                                                new StaticListableBeanFactory()
                                                        .getBeanProvider(JwtDecoder.class),
                                                new TokenSettings("tributary", List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("issuer-uri", "jwk-set-uri", "public-key-location");
    }

    @Test
    void whoAsksForTheHeadAloneNeedsWhatAReaderNeeds() {
        assertThat(ApiSecurity.need("HEAD")).isEqualTo(ApiSecurity.need("GET"));
        assertThat(ApiSecurity.need("POST")).doesNotContain(ApiSecurity.READ);
    }
}
