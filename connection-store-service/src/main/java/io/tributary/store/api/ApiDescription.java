package io.tributary.store.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tributary.http.description.DescribedApi;
import io.tributary.http.description.DescribedProblems;
import io.tributary.http.description.NullableMembers;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.Scope;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.Map;

/** What holds for every call, said once for {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        // Not of the call: it is what the token says.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI openApi() {
        OpenAPI api =
                DescribedApi.of(
                        "Tributary connection store",
                        "What is true about Nango's connections, and what operators do.",
                        "A token of the configured issuer. Which scope each call needs stands at"
                                + " the call. What an end user's token (%s) does not own is as if"
                                        .formatted(Scope.CONNECT.text())
                                + " it were not there.");
        api.getComponents()
                .addSecuritySchemes(
                        "apiKey",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("An API key: its id and its secret."));
        return api;
    }

    @Bean
    OpenApiCustomizer openApiProblems() {
        return new DescribedProblems(
                (method, path) -> CallRule.described(method, path).map(CallRule::need),
                Map.of("code", "For programs, where the call says which."));
    }

    @Bean
    NullableMembers nullableMembers() {
        return new NullableMembers();
    }
}
