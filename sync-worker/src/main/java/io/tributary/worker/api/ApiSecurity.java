package io.tributary.worker.api;

import io.tributary.http.problem.RefusedPaths;
import io.tributary.http.token.PublicKeys;
import io.tributary.http.token.SecondIssuer;
import io.tributary.http.token.TokenChains;
import io.tributary.http.token.TokenDecoder;
import io.tributary.http.token.TokenRefusals;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import java.util.List;

/**
 * Every call brings a bearer token with the scope for it: one to read all, or the operator's, which
 * alone changes anything. Nothing here is an end user's. The actuator, which has a port of its own,
 * tells its health to everybody.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    static final String READ = "tributary.read";
    static final String OPERATE = "tributary.operate";

    /**
     * What takes a bearer token: of the configured issuer, or one that the store gave for a key.
     */
    @Bean
    TokenDecoder tokenDecoder(ObjectProvider<JwtDecoder> decoders, TokenSettings tokens) {
        SecondIssuer store =
                new SecondIssuer(
                        tokens.issuer(),
                        tokens.publicKeys().stream().map(PublicKeys::read).toList());
        // Whether the key behind it is still good, the store alone knows: hence the short life.
        return new TokenDecoder(
                store.beside(
                        TokenDecoder.configured(decoders),
                        _ -> OAuth2TokenValidatorResult.success()));
    }

    /** Health is told to everybody, all else as the settings say. */
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http, MetricsSettings metrics, TokenDecoder decoder) {
        return TokenChains.actuator(http, decoder, metrics.open(), List.of(READ, OPERATE));
    }

    @Bean
    RequestRejectedHandler refusedPaths() {
        return new RefusedPaths();
    }

    /** Beside those that Boot gives its decoder. */
    @Bean
    @ConditionalOnProperty("tributary.callers.issuer")
    OAuth2TokenValidator<Jwt> issuerOfTokens(CallerSettings settings) {
        return new JwtIssuerValidator(String.valueOf(settings.issuer()));
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, TokenDecoder decoder) {
        return TokenChains.byToken(
                        http,
                        decoder,
                        TokenRefusals.forbidden(request -> need(request.getMethod())))
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                        .permitAll()
                                        .requestMatchers("/v3/api-docs", "/v3/api-docs.yaml")
                                        .authenticated()
                                        .requestMatchers(request -> reads(request.getMethod()))
                                        .hasAnyAuthority("SCOPE_" + READ, "SCOPE_" + OPERATE)
                                        .anyRequest()
                                        .hasAuthority("SCOPE_" + OPERATE))
                .build();
    }

    /** HEAD is GET whose answer has no body. */
    private static boolean reads(String method) {
        return HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method);
    }

    /** For whoever lacks it. */
    static String need(String method) {
        return "This call needs a token with the scope %s."
                .formatted(reads(method) ? READ + " or " + OPERATE : OPERATE);
    }
}
