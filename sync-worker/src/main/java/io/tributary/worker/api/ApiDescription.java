package io.tributary.worker.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.tributary.http.description.DescribedApi;
import io.tributary.http.description.DescribedProblems;
import io.tributary.http.description.NullableMembers;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.Map;
import java.util.Optional;

/** What holds for every call, said once for {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    OpenAPI openApi() {
        return DescribedApi.of(
                "Tributary sync worker",
                "How the pulls of each connection are doing, and what operators do with them.",
                "A token of the configured issuer. GET needs the scope %s or %s, every other"
                                .formatted(ApiSecurity.READ, ApiSecurity.OPERATE)
                        + " call the latter.");
    }

    @Bean
    OpenApiCustomizer openApiProblems() {
        return new DescribedProblems(
                (method, _) -> Optional.of(ApiSecurity.need(method)),
                Map.of("run", "The run in the way, if one is."));
    }

    @Bean
    NullableMembers nullableMembers() {
        return new NullableMembers();
    }
}
