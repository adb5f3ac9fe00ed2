package io.tributary.worker.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema that editors use says what the worker says, in the large and for the examples. */
class DefinitionsSchemaTest {

    private static final Path SCHEMA = Path.of("definitions.schema.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Class<?>> RECORDS =
            Map.of(
                    "definition", Definition.class,
                    "endpoint", Endpoint.class,
                    "paging", Paging.class,
                    "success", Success.class);

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsWhatTheWorkerAccepts(Path example) throws IOException {
        String yaml = Files.readString(example);

        assertThat(yaml).startsWith("# yaml-language-server: $schema=../definitions.schema.json\n");
        assertThat(errors(new Yaml().load(yaml))).isEmpty();
        assertThat(read(yaml).definitions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/name | ''",
                "/nmae | 'x'",
                "/integrations | []",
                "/integrations | ['no/such']",
                "/model | 'a.b'",
                "/endpoint/path | 'v1/contacts'",
                "/endpoint/path | '/v1?a=b'",
                "/endpoint/path | '/v1/${apiKey}'",
                "/endpoint/pth | '/v1'",
                "/endpoint/query/q | '${apiKey}'",
                "/endpoint/query/$q | 'a'",
                "/endpoint/query/filter[status] | 'a'",
                "/endpoint/query | {'user.fields':'a'}",
                "/endpoint/headers | {'X!A':'a'}",
                "/endpoint/method | 'PUT'",
                "/endpoint/body | '{}'",
                "/endpoint | {}",
                "/records-may-be-missing | 'perhaps'",
                "/records | 'data..items'",
                "/records | 'data\\\\x'",
                "/records | 'value.@odata.type'",
                "/paging/kind | 'hope'",
                "/paging/page-size | 0",
                "/paging/page-size | 10001",
                "/paging/page-size | 'many'",
                "/paging/max-pages | 0",
                "/paging/first | 1",
                "/paging/total | 'count'",
                "/paging/short-page | 'end'",
                "/paging/full-page-without-link | 'end'",
                "/paging | {'kind':'cursor','path':'next'}",
                "/paging | {'kind':'cursor','parameter':'after'}",
                "/paging | {'kind':'link-header','page-size':30,'parameter':'after'}",
                "/paging | {'kind':'link-header'}",
                "/paging | {'kind':'link-header','page-size':30,'has-more':'more'}",
                "/paging | {'kind':'offset','parameter':'o','short-page':'end'}",
                "/paging | {'kind':'offset','parameter':'${o}'}",
                "/paging | {'kind':'offset','parameter':'o','page-size-parameter':'${o}'}",
                "/paging | {'kind':'cursor','path':'@odata.nextLink','parameter':'c'}",
                "/paging | {'kind':'link-header','full-page-without-link':'fail'}",
                "/success | {'is':'true'}",
                "/success | {'path':'ok','retry-on':['x']}",
            })
    void refusesWhatTheWorkerRefuses(String pointer, String value) throws IOException {
        String yaml = Files.readString(Path.of("examples", "hubspot-contacts.yaml"));
        JsonNode file = JSON.valueToTree(new Yaml().load(yaml));
        int last = pointer.lastIndexOf('/');
        ObjectNode parent =
                (ObjectNode)
                        file.at("/tributary/worker/definitions/0" + pointer.substring(0, last));
        parent.set(pointer.substring(last + 1), JSON.readTree(value.replace('\'', '"')));

        assertThat(errors(file)).as("the schema's word").isNotEmpty();
        assertThatThrownBy(() -> read(file.toString()))
                .as("the worker's word")
                .isInstanceOf(DefinitionsRefused.class);
    }

    @Test
    void hasTheMembersOfTheRecordsAndNoOthers() throws IOException {
        JsonNode definitions = JSON.readTree(Files.readString(SCHEMA)).get("$defs");

        RECORDS.forEach(
                (name, type) ->
                        assertThat(
                                        new HashSet<>(
                                                definitions
                                                        .get(name)
                                                        .get("properties")
                                                        .propertyNames()))
                                .as(name)
                                .isEqualTo(
                                        components(type)
                                                .map(it -> kebab(it.getName()))
                                                .collect(Collectors.toSet())));
    }

    @Test
    void hasTheWordsAndDefaultsOfTheRecords() throws IOException {
        JsonNode definitions = JSON.readTree(Files.readString(SCHEMA)).get("$defs");

        RECORDS.forEach(
                (name, type) -> {
                    JsonNode properties = definitions.get(name).get("properties");
                    for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
                        assertSame(properties.get(kebab(parameter.getName())), parameter);
                    }
                });
    }

    private static void assertSame(JsonNode schema, Parameter parameter) {
        if (parameter.getType().isEnum()) {
            assertThat(words(schema.get("enum")))
                    .as(parameter.toString())
                    .isEqualTo(
                            Arrays.stream(parameter.getType().getEnumConstants())
                                    .map(it -> kebab(it.toString()))
                                    .collect(Collectors.toSet()));
        }
        DefaultValue byDefault = parameter.getAnnotation(DefaultValue.class);
        if (schema.has("default")) {
            assertThat(byDefault).as(parameter.toString()).isNotNull();
            assertThat(kebab(byDefault.value()[0]))
                    .isEqualTo(kebab(schema.get("default").asString()));
        }
    }

    private static Set<String> words(JsonNode array) {
        return array.valueStream().map(it -> kebab(it.asString())).collect(Collectors.toSet());
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents());
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase();
    }

    private static List<String> errors(Object file) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(JSON.writeValueAsString(file), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static DefinitionsSettings read(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(yaml.getBytes(UTF_8)))
                .forEach(environment.getPropertySources()::addFirst);
        ConfigurationPropertySources.attach(environment);
        return DefinitionsReading.read(environment);
    }
}
