package io.tributary.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

class DescribedProblemsTest {

    private final OpenAPI api = DescribedApi.of("Things", "What things there are.", "Any token.");
    private final Operation all = call();
    private final Operation one = call();

    private static Operation call() {
        return new Operation()
                .responses(
                        new ApiResponses()
                                .addApiResponse("200", new ApiResponse().description("It is."))
                                .addApiResponse("500", new ApiResponse().description("Our own.")));
    }

    private void describe() {
        api.paths(
                new Paths()
                        .addPathItem("/things", new PathItem().get(all))
                        .addPathItem("/things/{id}", new PathItem().delete(one)));
        new DescribedProblems(
                        (method, path) ->
                                method.equals("DELETE")
                                        ? Optional.of(path + " needs more.")
                                        : Optional.empty(),
                        Map.of("code", "For programs."))
                .customise(api);
    }

    @Test
    void eachCallIsGivenTheErrorsThatItMayAnswerWith() {
        describe();

        assertThat(all.getResponses()).containsOnlyKeys("200", "400", "401", "500", "503");
        assertThat(one.getResponses())
                .containsOnlyKeys("200", "400", "401", "403", "404", "500", "503");
        assertThat(one.getResponses().get("403").getDescription())
                .isEqualTo("/things/{id} needs more.");
    }

    @Test
    void whatACallDeclaresItselfStaysAndIsAProblemToo() {
        describe();

        ApiResponse declared = all.getResponses().get("500");
        assertThat(declared.getDescription()).isEqualTo("Our own.");
        assertThat(declared.getContent()).containsOnlyKeys("application/problem+json");
        assertThat(all.getResponses().get("200").getContent()).isNull();
    }

    @Test
    void problemsHaveTheServicesOwnMembersToo() {
        describe();

        assertThat(api.getComponents().getSchemas().get("Problem").getProperties())
                .containsKeys("status", "detail", "parameter", "code");
    }
}
