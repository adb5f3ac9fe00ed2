package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.swagger.v3.oas.annotations.Hidden;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.store.FakeNango.Known;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.Parameter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The description of the API and the API say the same. */
class OpenApiIT {

    private static final Stage STAGE = Stage.Shared.STAGE;
    private static final ApiCalls CALLS = new ApiCalls(Stage.Shared.SERVICE, STAGE.tokens);
    private static final ConnectionKey KEY =
            new ConnectionKey(Stage.ENVIRONMENT, "described", "d-1");

    private static JsonNode api;
    private static RecordMetadata parked;

    @BeforeAll
    static void given() {
        api = ApiCalls.json(CALLS.get("/v3/api-docs"));
        STAGE.nango.connections.put(KEY.connectionId(), new Known(1, KEY.integration()));
        STAGE.deliver(Stage.body("creation", true, KEY));
        parked =
                STAGE.deliver(
                        KEY.encoded(),
                        EventType.AUTH_PREFIX + "creation",
                        "no JSON".getBytes(UTF_8));
        await().atMost(Duration.ofSeconds(60)).until(() -> STAGE.status(KEY).equals("active"));
    }

    @Test
    void everyRouteIsDescribedWithAllItsParametersAndAnswers() {
        // given
        List<String> missing = new ArrayList<>();

        // when
        Stage.Shared.SERVICE
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (route, method) -> {
                            String path = route.getPatternValues().iterator().next();
                            if (method.getBeanType().isAnnotationPresent(Hidden.class)) {
                                assertThat(api.at("/paths").has(path)).as(path).isFalse();
                            } else if (method.getBeanType().getName().startsWith("io.tributary")) {
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
                                        path + "?" + name(parameter),
                                        parameter(call, name(parameter)).path("description"),
                                        missing));
        call.path("parameters")
                .forEach(one -> need(path + " " + one, one.path("description"), missing));
        if (call.at("/responses/202").isMissingNode() && !path.endsWith("/events")) {
            String status = call.at("/responses/201").isMissingNode() ? "200" : "201";
            JsonNode answer =
                    call.at("/responses/" + status + "/content/application~1json/schema/$ref");
            need(path + " " + status, answer, missing);
        }
        for (String status : List.of("400", "401", "500", "503")) {
            JsonNode problem = call.at("/responses/" + status);
            need(path + " " + status, problem.path("description"), missing);
            need(
                    path + " " + status,
                    problem.at("/content/application~1problem+json/schema/$ref"),
                    missing);
        }
    }

    private static String name(Parameter parameter) {
        String given = parameter.getAnnotation(RequestParam.class).name();
        return given.isEmpty() ? parameter.getName() : given;
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
        String id = KEY.id().toString();
        String place = parked.partition() + "/" + parked.offset();
        fits("Connections", CALLS.get("/api/connections?integration=described"));
        fits("Connection", CALLS.get("/api/connections/" + id));
        fits("History", CALLS.get("/api/connections/" + id + "/history"));
        fits("ParkedInputs", CALLS.asOperator("/api/operations/parked"));
        fits("ParkedInputWithBytes", CALLS.asOperator("/api/operations/parked/" + place));
        fits(
                "Redrive",
                CALLS.post(
                        "/api/operations/parked/redrive",
                        "{\"filter\":{},\"most\":3,\"dryRun\":true}",
                        STAGE.tokens.operator()));
        fits("Walks", CALLS.asOperator("/api/operations/walks"));
        fits("ApiKeys", CALLS.asOperator("/api/operations/api-keys"));
        fits("Problem", CALLS.get("/api/connections?limit=0"));
        fits("Problem", CALLS.asNobody("/api/connections"));
        fits("Problem", CALLS.get("/api/operations/parked"));
    }

    /** Nothing more and nothing less than described. */
    private static void fits(String schema, HttpResponse<String> answer) {
        ObjectNode strict = ((ObjectNode) api).deepCopy();
        strict.at("/components/schemas")
                .forEach(one -> ((ObjectNode) one).put("additionalProperties", false));
        strict.put("$ref", "#/components/schemas/" + schema);
        List<String> errors =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(strict.toString(), InputFormat.JSON)
                        .validate(answer.body(), InputFormat.JSON)
                        .stream()
                        .map(Object::toString)
                        .toList();
        assertThat(errors).as(answer.body()).isEmpty();
    }
}
