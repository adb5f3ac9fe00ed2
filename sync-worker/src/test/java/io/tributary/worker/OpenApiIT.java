package io.tributary.worker;

import static io.tributary.events.ConnectionChange.Kind.CREATED;
import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.worker.stand.Stand.NANGO;
import static io.tributary.worker.stand.Stand.aConnection;
import static io.tributary.worker.stand.Stand.change;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.tributary.events.ConnectionKey;
import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Tokens;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of the API and the API say the same. */
class OpenApiIT {

    private static RunningWorker worker;
    private static Api calls;
    private static JsonNode api;

    private final ConnectionKey connection = aConnection();

    @BeforeAll
    static void start() {
        worker = RunningWorker.shared();
        calls = new Api(worker.port());
        api = calls.get("/v3/api-docs").json();
    }

    @Test
    void everyRouteIsDescribedWithAllItsParametersAndAnswers() {
        // given
        List<String> missing = new ArrayList<>();

        // when
        worker.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (route, method) -> {
                            if (method.getBeanType().getName().startsWith("io.tributary")) {
                                String path = route.getPatternValues().iterator().next();
                                String verb =
                                        route.getMethodsCondition()
                                                .getMethods()
                                                .iterator()
                                                .next()
                                                .name()
                                                .toLowerCase(Locale.ROOT);
                                check(
                                        path,
                                        api.at("/paths").path(path).path(verb),
                                        method,
                                        missing);
                            }
                        });

        // then
        assertThat(api.at("/paths").size()).isGreaterThanOrEqualTo(6);
        assertThat(missing).isEmpty();
    }

    private static void check(
            String path, JsonNode call, HandlerMethod method, List<String> missing) {
        for (String text : List.of("operationId", "summary", "description")) {
            need(path + " " + text, call.path(text), missing);
        }
        Arrays.stream(method.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .forEach(
                        parameter ->
                                need(
                                        path + "?" + parameter.getName(),
                                        parameter(call, parameter.getName()).path("description"),
                                        missing));
        call.path("parameters")
                .forEach(one -> need(path + " " + one, one.path("description"), missing));
        String good = call.at("/responses/202").isMissingNode() ? "200" : "202";
        JsonNode answer = call.at("/responses/" + good + "/content/application~1json/schema/$ref");
        need(path + " " + good, answer, missing);
        for (String status : List.of("400", "401", "500", "503")) {
            JsonNode problem = call.at("/responses/" + status);
            need(path + " " + status, problem.path("description"), missing);
            need(
                    path + " " + status,
                    problem.at("/content/application~1problem+json/schema/$ref"),
                    missing);
        }
    }

    private static JsonNode parameter(JsonNode call, String name) {
        for (JsonNode one : call.path("parameters")) {
            if (one.path("name").stringValue().equals(name)) {
                return one;
            }
        }
        return call.path("none");
    }

    private static void need(String what, JsonNode text, List<String> missing) {
        if (!text.isString() || text.stringValue().isBlank()) {
            missing.add(what);
        }
    }

    @Test
    void everyMemberOfAnAnswerIsDescribed() {
        List<String> missing = new ArrayList<>();
        api.at("/components/schemas")
                .properties()
                .forEach(
                        schema -> {
                            need(schema.getKey(), schema.getValue().path("description"), missing);
                            schema.getValue()
                                    .path("properties")
                                    .properties()
                                    .forEach(
                                            member ->
                                                    need(
                                                            schema.getKey() + "." + member.getKey(),
                                                            member.getValue().path("description"),
                                                            missing));
                        });
        assertThat(missing).isEmpty();
        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0/bearer").isArray()).isTrue();
    }

    @Test
    void realAnswersAreAsDescribed() {
        NANGO.connection(connection.connectionId(), 150);
        publish(change(connection, CREATED, 1));
        Seen.awaitLast(connection, COMPLETED);
        String id = "/api/syncs/" + SyncsIT.id(connection);
        String order =
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "environment", connection.environment(),
                                        "integration", connection.integration(),
                                        "connectionId", connection.connectionId(),
                                        "model", "Contact"));

        fits("Syncs", calls.get("/api/syncs?integration=demo-crm"));
        fits("Sync", calls.get(id));
        fits("Runs", calls.get(id + "/runs"));
        fits("Sync", calls.post(id + "/pause", ""));
        fits("Problem", calls.post("/api/syncs", order));
        fits("Sync", calls.post(id + "/resume", ""));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> calls.post(id + "/trigger", "").status() == 202);
        fits("Sync", calls.get(id));
        fits("Runs", calls.get(id + "/runs?limit=1"));
        fits("DryRun", calls.post("/api/syncs/dry-run", order));
        fits("Problem", calls.get("/api/syncs?limit=0"));
        fits("Problem", calls.asNobody("/api/syncs"));
        fits("Problem", calls.post(id + "/pause", "", Tokens.valid()));
    }

    /** Nothing more and nothing less than described. */
    private static void fits(String schema, Api.Answer answer) {
        ObjectNode strict = ((ObjectNode) api).deepCopy();
        strict.at("/components/schemas")
                .forEach(one -> ((ObjectNode) one).put("additionalProperties", false));
        strict.put("$ref", "#/components/schemas/" + schema);
        List<String> errors =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(strict.toString(), InputFormat.JSON)
                        .validate(answer.raw().body(), InputFormat.JSON)
                        .stream()
                        .map(Object::toString)
                        .toList();
        assertThat(errors).as(answer.raw().body()).isEmpty();
    }
}
