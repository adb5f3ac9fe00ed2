package io.tributary.worker.api;

import io.tributary.http.problem.Problems;
import io.tributary.http.problem.RefusedPaths;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

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
        JwtDecoder issuers = decoders.getIfAvailable();
        if (issuers == null) {
            throw new IllegalStateException(
                    "The API takes bearer tokens and nothing says whose: set"
                            + " spring.security.oauth2.resourceserver.jwt.issuer-uri or"
                            + " .public-key-location");
        }
        return new TokenDecoder(StoreTokens.beside(issuers, tokens));
    }

    /** Not a decoder itself: Boot's own is made only where there is no other. */
    record TokenDecoder(JwtDecoder jwt) {}

    /** Health is told to everybody, all else as the settings say. */
    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http, MetricsSettings metrics, TokenDecoder decoder)
            throws Exception {
        return byToken(http, decoder)
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(
                        requests -> {
                            requests.requestMatchers(EndpointRequest.to("health")).permitAll();
                            if (metrics.open()) {
                                requests.anyRequest().permitAll();
                            } else {
                                requests.anyRequest()
                                        .hasAnyAuthority("SCOPE_" + READ, "SCOPE_" + OPERATE);
                            }
                        })
                .build();
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
    SecurityFilterChain api(HttpSecurity http, TokenDecoder decoder) throws Exception {
        return byToken(http, decoder)
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                        .permitAll()
                                        .requestMatchers("/v3/api-docs", "/v3/api-docs.yaml")
                                        .authenticated()
                                        .requestMatchers(HttpMethod.GET)
                                        .hasAnyAuthority("SCOPE_" + READ, "SCOPE_" + OPERATE)
                                        .anyRequest()
                                        .hasAuthority("SCOPE_" + OPERATE))
                .build();
    }

    /** No session, and a bearer token or none; whoever is not let pass is told why. */
    private static HttpSecurity byToken(HttpSecurity http, TokenDecoder decoder) throws Exception {
        return http.oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.decoder(decoder.jwt()))
                                        .authenticationEntryPoint(unauthorized())
                                        .accessDeniedHandler(forbidden()))
                .exceptionHandling(
                        errors ->
                                errors.authenticationEntryPoint(unauthorized())
                                        .accessDeniedHandler(forbidden()))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable);
    }

    /** RFC 6750's answer, with a problem detail as the body. */
    private static AuthenticationEntryPoint unauthorized() {
        var standard = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            standard.commence(request, response, failure);
            Problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "A valid bearer token is needed, in the header Authorization.");
        };
    }

    private static AccessDeniedHandler forbidden() {
        var standard = new BearerTokenAccessDeniedHandler();
        return (request, response, failure) -> {
            standard.handle(request, response, failure);
            Problems.write(response, HttpStatus.FORBIDDEN, need(request.getMethod()));
        };
    }

    /** For whoever lacks it. */
    static String need(String method) {
        return "This call needs a token with the scope %s."
                .formatted(HttpMethod.GET.matches(method) ? READ + " or " + OPERATE : OPERATE);
    }
}
