package io.tributary.store.api;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Every call of the API brings a bearer token, an operator's one with the scope for it; the
 * actuator has a port of its own. What the API is like holds nobody's data and is told to anyone.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    static final String OPERATE = "tributary.operate";

    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Otherwise a path that is refused unread is answered as if a token were missing. */
    @Bean
    RequestRejectedHandler refusedPaths() {
        return (request, response, refused) -> {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            Problems.write(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "The path holds what no path may (';', '//', an encoded '/' or '%').");
        };
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http) {
        // Both set the status and WWW-Authenticate (RFC 6750); the body is ours.
        BearerTokenAuthenticationEntryPoint unauthorized =
                new BearerTokenAuthenticationEntryPoint();
        BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/v3/api-docs", "/v3/api-docs.yaml")
                                        .permitAll()
                                        .requestMatchers("/api/operations/**")
                                        .hasAuthority("SCOPE_" + OPERATE)
                                        .anyRequest()
                                        .authenticated())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(Customizer.withDefaults())
                                        .authenticationEntryPoint(
                                                (request, response, failure) -> {
                                                    unauthorized.commence(
                                                            request, response, failure);
                                                    Problems.write(
                                                            response,
                                                            HttpStatus.UNAUTHORIZED,
                                                            "A valid bearer token is needed, in the"
                                                                    + " header Authorization.");
                                                })
                                        .accessDeniedHandler(
                                                (request, response, failure) -> {
                                                    forbidden.handle(request, response, failure);
                                                    Problems.write(
                                                            response,
                                                            HttpStatus.FORBIDDEN,
                                                            "This call needs a token with the"
                                                                    + " scope "
                                                                    + OPERATE
                                                                    + ".");
                                                }))
                .build();
    }
}
