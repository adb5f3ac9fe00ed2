package io.tributary.http.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springdoc.core.customizers.OpenApiCustomizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes the errors that any call may answer with, beside those that a call declares itself; all
 * are problem details.
 */
public final class DescribedProblems implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";

    private final Need need;
    private final Map<String, String> own;

    /** What a token must have for a call. */
    public interface Need {

        /**
         * @param method in capitals
         * @param path with the names of its parts in braces
         * @return a sentence; empty: the call asks for no scope, or is not known
         */
        Optional<String> of(String method, String path);
    }

    /**
     * @param own members of this service's problems beside everybody's, all texts, with their
     *     descriptions in the order to be shown
     */
    public DescribedProblems(Need need, Map<String, String> own) {
        this.need = need;
        this.own = new LinkedHashMap<>(own);
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        api.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach((method, call) -> add(method.name(), path, call)));
    }

    private Schema<?> problem() {
        Schema<?> problem =
                member("object", "Problem details (RFC 9457): what is wrong, and what is right.");
        problem.addProperty("type", member("string", "Left out: about:blank."));
        problem.addProperty("title", member("string", "The status in words."));
        problem.addProperty("status", member("integer", "The HTTP status."));
        problem.addProperty("detail", member("string", "For people."));
        problem.addProperty("instance", member("string", "The call's path."));
        problem.addProperty("parameter", member("string", "Which one is wrong, if one is."));
        own.forEach(
                (name, description) -> problem.addProperty(name, member("string", description)));
        problem.required(List.of("title", "status", "detail"));
        return problem;
    }

    private static Schema<?> member(String type, String description) {
        Schema<?> member = new JsonSchema();
        member.addType(type);
        member.setDescription(description);
        return member;
    }

    private void add(String method, String path, Operation call) {
        need.of(method, path).ifPresent(scope -> add(call, "403", scope));
        add(call, "400", "The call is not as described here.");
        add(call, "401", "The bearer token is missing or not valid.");
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
