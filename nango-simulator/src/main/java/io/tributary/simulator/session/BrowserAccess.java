package io.tributary.simulator.session;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import java.util.List;

/** Pages of any origin may call what browsers call; they need no cookie, only a session's token. */
@Configuration(proxyBeanMethods = false)
class BrowserAccess {

    private static final List<String> PATHS =
            List.of(
                    "/connect/**",
                    "/oauth/**",
                    "/oauth2/**",
                    "/api-auth/**",
                    "/auth/**",
                    "/integrations/**",
                    "/providers/**");

    /** Before all doors: a preflight knows no token, and a refusal must be readable as well. */
    @Bean
    FilterRegistrationBean<CorsFilter> browserAccessFilter() {
        CorsConfiguration any = new CorsConfiguration();
        any.addAllowedOrigin(CorsConfiguration.ALL);
        any.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        any.setAllowedHeaders(List.of("Content-Type", "Authorization"));
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        PATHS.forEach(path -> paths.registerCorsConfiguration(path, any));
        FilterRegistrationBean<CorsFilter> filter =
                new FilterRegistrationBean<>(new CorsFilter(paths));
        filter.setOrder(-1);
        return filter;
    }
}
