package io.tributary.store.api;

import io.tributary.http.problem.RefusedPaths;
import io.tributary.store.apikey.KeyCheck;
import io.tributary.store.caller.Scope;
import io.tributary.store.token.StoreTokens;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Every call brings a bearer token that one of {@link CallRule}'s rules lets pass; the actuator,
 * which has a port of its own, tells its health to everybody.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    /**
     * What takes a bearer token: of the configured issuer, or one that the store gave for a key.
     */
    @Bean
    TokenDecoder tokenDecoder(
            ObjectProvider<JwtDecoder> decoders, StoreTokens tokens, KeyCheck keys) {
        JwtDecoder issuers = decoders.getIfAvailable();
        if (issuers == null) {
            throw new IllegalStateException(
                    "The API takes bearer tokens and nothing says whose: set"
                            + " spring.security.oauth2.resourceserver.jwt.issuer-uri,"
                            + " .jwk-set-uri or .public-key-location");
        }
        return new TokenDecoder(tokens.beside(issuers, keys::ofToken));
    }

    /** Not a decoder itself: Boot's own is made only where there is no other. */
    record TokenDecoder(JwtDecoder jwt) {}

    /** Health is told to everybody, all else as the settings say. */
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http, MetricsSettings metrics, TokenDecoder decoder) {
        return byToken(http, decoder, Refusals.ofMetrics())
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(
                        requests -> {
                            requests.requestMatchers(EndpointRequest.to("health")).permitAll();
                            if (metrics.open()) {
                                requests.anyRequest().permitAll();
                            } else {
                                requests.anyRequest()
                                        .hasAnyAuthority(
                                                Scope.READ.authority(), Scope.OPERATE.authority());
                            }
                        })
                .build();
    }

    @Bean
    RequestRejectedHandler refusedPaths() {
        return new RefusedPaths();
    }

    /** The one call that takes a key, and no token. */
    @Bean
    @Order(2)
    SecurityFilterChain exchange(HttpSecurity http, KeyCheck keys) {
        return http.securityMatcher(CallRule::isExchange)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .authenticationProvider(keys)
                .httpBasic(basic -> basic.authenticationEntryPoint(Refusals.ofKeys()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(Refusals.ofKeys()))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, TokenDecoder decoder, CorsSettings cors) {
        return byToken(http, decoder, Refusals.forbidden())
                .authorizeHttpRequests(
                        requests -> {
                            // The request itself was let pass, or answered, by then.
                            requests.dispatcherTypeMatchers(
                                            DispatcherType.ERROR, DispatcherType.ASYNC)
                                    .permitAll();
                            // The page itself, which holds nobody's data.
                            requests.requestMatchers(HttpMethod.GET, "/connect", "/connect/**")
                                    .permitAll();
                            for (CallRule rule : CallRule.ALL) {
                                var those = requests.requestMatchers(rule::matches);
                                if (rule.scopes().isEmpty()) {
                                    those.authenticated();
                                } else {
                                    those.hasAnyAuthority(rule.authorities());
                                }
                            }
                            requests.anyRequest().denyAll();
                        })
                .cors(all -> all.configurationSource(_ -> cors.configuration()))
                .build();
    }

    /** No session, and a bearer token or none; whoever is not let pass is told why. */
    private static HttpSecurity byToken(
            HttpSecurity http, TokenDecoder decoder, AccessDeniedHandler forbidden) {
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.decoder(decoder.jwt()))
                                        .authenticationEntryPoint(Refusals.unauthorized())
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        errors ->
                                errors.authenticationEntryPoint(Refusals.unauthorized())
                                        .accessDeniedHandler(forbidden));
    }
}
