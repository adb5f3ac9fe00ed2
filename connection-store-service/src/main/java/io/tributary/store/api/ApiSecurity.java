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

/** Every call of the API brings a bearer token; the actuator has a port of its own. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http) {
        // Both set the status and WWW-Authenticate (RFC 6750); the body is ours.
        BearerTokenAuthenticationEntryPoint unauthorized =
                new BearerTokenAuthenticationEntryPoint();
        BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
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
                                                            "A valid bearer token is needed.");
                                                })
                                        .accessDeniedHandler(
                                                (request, response, failure) -> {
                                                    forbidden.handle(request, response, failure);
                                                    Problems.write(
                                                            response,
                                                            HttpStatus.FORBIDDEN,
                                                            "This token does not allow it.");
                                                }))
                .build();
    }
}
