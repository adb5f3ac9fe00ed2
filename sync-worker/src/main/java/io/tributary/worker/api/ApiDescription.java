package io.tributary.worker.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

/** What holds for every call, said once for {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String TOKEN = "bearer";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        SecurityScheme token =
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                                "A token of the configured issuer. GET needs the scope %s or"
                                                .formatted(ApiSecurity.READ)
                                        + " %s, every other call the latter."
                                                .formatted(ApiSecurity.OPERATE));
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Tributary sync worker")
                                .version("1")
                                .description(
                                        "How the pulls of each connection are doing, and what"
                                            + " operators do with them. Errors are problem details"
                                            + " (RFC 9457); unknown parameters are errors.")
                                .license(new License().name("Apache-2.0")))
                .components(new Components().addSecuritySchemes(TOKEN, token))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    private static Schema<?> problem() {
        Schema<?> problem =
                member("object", "Problem details (RFC 9457): what is wrong, and what is right.");
        problem.addProperty("type", member("string", "Left out: about:blank."));
        problem.addProperty("title", member("string", "The status in words."));
        problem.addProperty("status", member("integer", "The HTTP status."));
        problem.addProperty("detail", member("string", "For people."));
        problem.addProperty("instance", member("string", "The call's path."));
        problem.addProperty("parameter", member("string", "Which one is wrong, if one is."));
        problem.addProperty("run", member("string", "The run in the way, if one is."));
        problem.required(List.of("title", "status", "detail"));
        return problem;
    }

    private static Schema<?> member(String type, String description) {
        Schema<?> member = new JsonSchema();
        member.addType(type);
        member.setDescription(description);
        return member;
    }

    @Bean
    OpenApiCustomizer openApiProblems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach(
                            (path, item) ->
                                    item.readOperationsMap()
                                            .forEach(
                                                    (method, call) ->
                                                            addProblems(path, method, call)));
        };
    }

    private static void addProblems(String path, PathItem.HttpMethod method, Operation call) {
        add(call, "400", "The call is not as described here.");
        add(call, "401", "The bearer token is missing or not valid.");
        String scope =
                method == PathItem.HttpMethod.GET
                        ? ApiSecurity.READ + " or " + ApiSecurity.OPERATE
                        : ApiSecurity.OPERATE;
        add(call, "403", "The token lacks the scope " + scope + ".");
        if (path.contains("{")) {
            add(call, "404", "What the path names is not there.");
        }
        add(call, "500", "An error of the service; its log says which.");
        add(call, "503", "The database or Kafka does not answer now; Retry-After says when again.");
        // Those that are declared at the method itself.
        call.getResponses()
                .forEach(
                        (status, answer) -> {
                            if (!status.startsWith("2")) {
                                answer.setContent(content());
                            }
                        });
    }

    private static void add(Operation call, String status, String description) {
        call.getResponses().putIfAbsent(status, new ApiResponse().description(description));
    }

    private static Content content() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }
}
