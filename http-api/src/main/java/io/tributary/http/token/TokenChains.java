package io.tributary.http.token;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

import java.util.List;

/** Chains of filters that let pass by bearer token. */
public final class TokenChains {

    private TokenChains() {}

    /**
     * No session, and a bearer token or none; whoever is not let pass is told why.
     *
     * @param forbidden answers who has a valid token that does not allow the call
     * @return open to what each call takes
     */
    public static HttpSecurity byToken(
            HttpSecurity http, TokenDecoder decoder, AccessDeniedHandler forbidden) {
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.decoder(decoder.jwt()))
                                        .authenticationEntryPoint(TokenRefusals.unauthorized())
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        errors ->
                                errors.authenticationEntryPoint(TokenRefusals.unauthorized())
                                        .accessDeniedHandler(forbidden));
    }

    /**
     * Of the actuator: health is told to everybody, all else to whoever may read.
     *
     * @param open whether everybody may, as {@code tributary.metrics.open} says
     * @param scopes of which a token must otherwise have one
     */
    public static SecurityFilterChain actuator(
            HttpSecurity http, TokenDecoder decoder, boolean open, List<String> scopes) {
        String need =
                "The metrics need a token with the scope %s; with tributary.metrics.open they are"
                                .formatted(String.join(" or ", scopes))
                        + " told to everybody who reaches this port.";
        return byToken(http, decoder, TokenRefusals.forbidden(_ -> need))
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(
                        requests -> {
                            requests.requestMatchers(EndpointRequest.to("health")).permitAll();
                            if (open) {
                                requests.anyRequest().permitAll();
                            } else {
                                requests.anyRequest()
                                        .hasAnyAuthority(
                                                scopes.stream()
                                                        .map(scope -> "SCOPE_" + scope)
                                                        .toArray(String[]::new));
                            }
                        })
                .build();
    }
}
