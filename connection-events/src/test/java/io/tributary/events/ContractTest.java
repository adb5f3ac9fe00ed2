package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.tributary.events.Samples.Sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes out is what the schemas and the golden samples say. A changed golden file is a changed
 * contract: other teams read these bytes. {@code GOLDEN=write mvn -pl connection-events test}
 * writes them anew.
 */
class ContractTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemas(
                                    Schemas.ALL.stream()
                                            .collect(Collectors.toMap(urn -> urn, Schemas::text))));

    @ParameterizedTest
    @MethodSource("samples")
    void bytesAndHeadersAreTheGoldenOnes(Sample sample) throws IOException {
        Path golden = GOLDEN.resolve(sample.name() + ".txt");
        if ("write".equals(System.getenv("GOLDEN"))) {
            Files.writeString(golden, sample.text());
        }

        String published = sample.text();

        assertThat(published).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void dataFitsTheSchemaThatItsHeaderNames(Sample sample) {
        assertThat(errors(sample.event().dataSchema(), sample.event().data())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWasWrittenIsRead(Sample sample) {
        Object read =
                sample.decode()
                        .apply(CloudEvent.of(sample.event().headers(), sample.event().data()));

        assertThat(read).isEqualTo(sample.payload());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMemberOfANewerWriterStopsNobody(Sample sample) {
        String data = new String(sample.event().data(), UTF_8);
        CloudEvent newer = sample.withData("{\"new\":{\"a\":[1]}," + data.substring(1));

        assertThat(errors(newer.dataSchema(), newer.data())).isEmpty();
        assertThat(sample.decode().apply(newer)).isEqualTo(sample.payload());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingMemberFailsTheSchemaAndIsNamedByTheCodec(Sample sample) {
        JsonMapper json = new JsonMapper();
        JsonNode data = json.readTree(sample.event().data());
        for (JsonNode required :
                json.readTree(Schemas.text(sample.event().dataSchema())).path("required")) {
            String name = required.stringValue();
            if (name.equals("record")) {
                // Its absence is what makes a record deleted.
                continue;
            }
            CloudEvent without =
                    sample.withData(((ObjectNode) data.deepCopy()).without(name).toString());

            assertThat(errors(without.dataSchema(), without.data())).contains(name);
            assertThat(catchThrowable(() -> sample.decode().apply(without)))
                    .isInstanceOf(MalformedEvent.class)
                    .hasMessageContaining(name);
        }
    }

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void whatNangoReallySentFitsTheWebhookSchemas(Path capture) {
        JsonNode body = body(capture);
        String type = body.path("type").asString("");
        String urn = "urn:tributary:schema:webhook-" + type.replace('_', '-') + ":1";
        boolean attributed = body.path("from").isString();

        assertThat(Schemas.ALL.contains(urn)).isEqualTo(attributed);
        if (attributed) {
            assertThat(errors(urn, body.toString().getBytes(UTF_8))).isEmpty();
        }
    }

    static Stream<Path> captures() throws IOException {
        return Files.list(Path.of("target/test-classes/captures")).sorted();
    }

    private static JsonNode body(Path capture) {
        JsonMapper json = new JsonMapper();
        String base64 = json.readTree(capture).path("body_base64").stringValue();
        return json.readTree(Base64.getDecoder().decode(base64));
    }

    @Test
    void everySchemaIsOneAndNamesItself() {
        Map<String, String> ids =
                Schemas.ALL.stream()
                        .collect(
                                Collectors.toMap(
                                        urn -> urn,
                                        urn ->
                                                new JsonMapper()
                                                        .readTree(Schemas.text(urn))
                                                        .path("$id")
                                                        .stringValue()));

        assertThat(ids).allSatisfy((urn, id) -> assertThat(id).isEqualTo(urn));
        assertThat(ids.keySet())
                .allSatisfy(urn -> assertThat(errors(urn, "17".getBytes(UTF_8))).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "17", "{", "{\"connection\":{}}", "{\"version\":\"x\"}"})
    void dataThatIsNoChangeIsMalformedAndNothingElse(String data) {
        CloudEvent event = Samples.created().withData(data);

        assertThat(catchThrowable(() -> EventCodec.decodeConnectionChange(event)))
                .isInstanceOf(MalformedEvent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"via\":\"hunter2\"}",
                "{\"read\":\"hunter2\"}",
                "{\"connection\":{\"createdAt\":\"hunter2\"}}",
                "{\"connection\":\"hunter2\"}",
                "{\"read\":hunter2}"
            })
    void whatIsMalformedIsNeverQuoted(String data) {
        CloudEvent event =
                new CloudEvent(
                        "id",
                        EventSource.STORE,
                        Observation.Present.CE_TYPE,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        data.getBytes(UTF_8));

        Throwable thrown = catchThrowable(() -> EventCodec.decodeObservation(event));

        assertThat(thrown).isInstanceOf(MalformedEvent.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("hunter2");
    }

    private static String errors(String urn, byte[] data) {
        return REGISTRY.getSchema(SchemaLocation.of(urn))
                .validate(
                        new String(data, UTF_8),
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .toString()
                .replaceAll("^\\[\\]$", "");
    }
}
