package io.tributary.store.page;

import static java.util.Objects.requireNonNull;

import io.tributary.store.environment.EnvironmentSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.net.URI;
import java.time.Duration;
import java.util.TreeSet;

/** Serves the page's files, which the module {@code connect-page} packs. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    private static final String FILES = "classpath:/connect-page/";
    private static final Profiles LOCAL = Profiles.of("local");

    @Bean
    ConfigView configView(
            PageSettings settings, EnvironmentSettings environments, Environment profiles) {
        PageSettings.SignIn signIn = settings.signIn();
        if (signIn != null
                && signIn.kind() == PageSettings.Kind.PASTE
                && !profiles.acceptsProfiles(LOCAL)) {
            throw new IllegalStateException(
                    "tributary.page.sign-in.kind paste is for trying things out: it needs the"
                            + " profile 'local'. Use oidc or embedded.");
        }
        return ConfigView.of(environment(settings, environments), settings);
    }

    private static String environment(PageSettings settings, EnvironmentSettings environments) {
        var known = new TreeSet<>(environments.environments().keySet());
        String given = settings.environment();
        // A page that nobody set up shows none.
        if (given == null && (known.size() == 1 || settings.signIn() == null)) {
            return known.first();
        }
        if (given == null || !known.contains(given)) {
            throw new IllegalStateException("tributary.page.environment must be one of " + known);
        }
        return given;
    }

    private static URI nango(ConfigView view, EnvironmentSettings environments) {
        var environment = requireNonNull(environments.environments().get(view.environment()));
        var nango = requireNonNull(environment.nango());
        return nango.publicUrl() == null ? requireNonNull(nango.baseUrl()) : nango.publicUrl();
    }

    /** Before the API's rules: no token is needed to load the page. */
    @Bean
    @Order(0)
    SecurityFilterChain page(
            HttpSecurity http,
            PageSettings settings,
            ConfigView view,
            EnvironmentSettings environments) {
        String policy = ContentPolicy.of(nango(view, environments), settings);
        return http.securityMatcher("/connect", "/connect/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                                        // The policy's frame-ancestors says it more precisely.
                                        .frameOptions(FrameOptionsConfig::disable)
                                        .referrerPolicy(
                                                referrer ->
                                                        referrer.policy(
                                                                ReferrerPolicy.STRICT_ORIGIN))
                                        // With same-origin a popup looks closed while it is open.
                                        .crossOriginOpenerPolicy(
                                                opener ->
                                                        opener.policy(
                                                                CrossOriginOpenerPolicy
                                                                        .SAME_ORIGIN_ALLOW_POPUPS)))
                .build();
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/connect", "/connect/");
        registry.addViewController("/connect/").setViewName("forward:/connect/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Their names change with what is in them.
        registry.addResourceHandler("/connect/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic());
        registry.addResourceHandler("/connect/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache());
    }
}
