package io.tributary.store.caller;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;

@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    @Bean
    Callers callers(CallerSettings settings) {
        return new Callers(settings);
    }

    /** Beside those that Boot gives its decoder. */
    @Bean
    @ConditionalOnProperty("tributary.callers.issuer")
    OAuth2TokenValidator<Jwt> issuerOfTokens(CallerSettings settings) {
        return new JwtIssuerValidator(String.valueOf(settings.issuer()));
    }
}
