package io.tributary.store.api;

import io.tributary.http.problem.RefusedPaths;
import io.tributary.http.token.TokenChains;
import io.tributary.http.token.TokenDecoder;
import io.tributary.store.apikey.KeyCheck;
import io.tributary.store.caller.Scope;
import io.tributary.store.token.StoreTokens;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import java.util.List;

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
        return new TokenDecoder(tokens.beside(TokenDecoder.configured(decoders), keys::ofToken));
    }

    /** Health is told to everybody, all else as the settings say. */
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http, MetricsSettings metrics, TokenDecoder decoder) {
        return TokenChains.actuator(
                http, decoder, metrics.open(), List.of(Scope.READ.text(), Scope.OPERATE.text()));
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
        return TokenChains.byToken(http, decoder, Refusals.forbidden())
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
}
