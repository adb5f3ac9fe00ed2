package io.tributary.worker;

import static io.tributary.events.SyncRun.Kind.COMPLETED;
import static io.tributary.events.SyncRun.Kind.FAILED;
import static io.tributary.worker.stand.Stand.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CloudEvent;
import io.tributary.events.Connection;
import io.tributary.events.ConnectionChange;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.RecordChange;
import io.tributary.events.SyncRun;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Seen;
import io.tributary.worker.stand.Simulator;
import io.tributary.worker.stand.Stand;
import io.tributary.worker.stand.TopicReader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The examples, word for word, against the simulator's stand-ins of the APIs that they are for. */
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("examples");

    private static final String OTHERS =
            """
                  - name: issues-by-metadata
                    providers: [github]
                    integrations: [github-of-ours]
                    model: IssueOfMetadata
                    endpoint:
                      path: /repos/{connection_config.org}/{metadata.repositories.first}/issues
                    paging:
                      kind: link-header
                      page-size: 100
                      page-size-parameter: per_page
                  - name: pages-of-no-version
                    integrations: [notion]
                    model: PageOfNoVersion
                    endpoint: {method: POST, path: /v1/search}
                    records: results
                    paging: {kind: cursor, path: next_cursor, parameter: start_cursor, parameters-in: body}
                  - name: channels-of-no-type
                    integrations: [slack]
                    model: ChannelOfNoType
                    endpoint:
                      path: /conversations.list
                      query:
                        types: nonsense
                    records: channels
                    success:
                      path: ok
                      error: error
                    paging:
                      kind: cursor
                      path: response_metadata.next_cursor
                      parameter: cursor
            """;

    @TempDir private static Path folder;

    private static Simulator simulator;
    private static RunningWorker worker;

    @BeforeAll
    static void start() throws IOException {
        RunningWorker.stopShared();
        simulator = new Simulator();
        worker =
                RunningWorker.startWithDefinitions(
                        together(),
                        Map.of(
                                "tributary.environments.dev.nango.base-url",
                                simulator.baseUrl(),
                                "tributary.environments.dev.nango.api-key",
                                Simulator.API_KEY,
                                "tributary.worker.trigger.group",
                                "examples-" + UUID.randomUUID()));
        worker.awaitConsuming();
    }

    @AfterAll
    static void stop() {
        if (worker != null) {
            worker.close();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    /** All examples in one file, as an operator who wants all would write it. */
    private static Path together() throws IOException {
        StringBuilder all = new StringBuilder("tributary:\n  worker:\n    definitions:\n");
        try (Stream<Path> files = Files.list(EXAMPLES).sorted()) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file).split("\n    definitions:\n")[1]);
            }
        }
        return Files.writeString(folder.resolve("mine.yaml"), all.append(OTHERS));
    }

    @ParameterizedTest
    @CsvSource({
        "github, Issue, 250, 3",
        "hubspot, Contact, 250, 3",
        "slack, Channel, 250, 2",
        "notion, NotionPage, 250, 3",
        "stripe, Customer, 250, 3",
    })
    void pullsEverything(String integration, String model, int records, int pages) {
        ConnectionKey connection = connect(integration);

        publish(created(connection, integration));

        SyncRun run = Seen.awaitEnd(connection, model);
        assertThat(run.kind()).as(String.valueOf(run.reason())).isEqualTo(COMPLETED);
        assertThat(run.records()).isEqualTo(records);
        assertThat(run.pages()).isEqualTo(pages);
        assertThat(ids(model, connection)).hasSize(records).doesNotHaveDuplicates();
    }

    @Test
    void fillsInWhatNangoAloneKnowsForAConnectionOfAProvider() {
        ConnectionKey connection = connect("github");

        publish(created(connection, "github"));

        assertThat(Seen.awaitEnd(connection, "IssueOfMetadata").kind()).isEqualTo(COMPLETED);
        List<CloudEvent> records = TopicReader.events("nango.records.IssueOfMetadata", connection);
        assertThat(new String(records.getFirst().data())).contains("of the org/it's one");
    }

    @Test
    void failsWithTheProvidersWordWhereItAnswers200AndSaysNo() {
        ConnectionKey connection = connect("slack");

        publish(created(connection, "slack"));

        SyncRun run = Seen.awaitEnd(connection, "ChannelOfNoType");
        assertThat(run.kind()).isEqualTo(FAILED);
        assertThat(run.reason().code()).isEqualTo("provider_declined");
        assertThat(run.reason().sentence()).contains("'invalid_types'", "'channels-of-no-type'");
    }

    /** So the example's page proves that an endpoint's headers arrive. */
    @Test
    void failsWhereAHeaderIsMissingThatTheProviderNeeds() {
        ConnectionKey connection = connect("notion");

        publish(created(connection, "notion"));

        SyncRun run = Seen.awaitEnd(connection, "PageOfNoVersion");
        assertThat(run.kind()).isEqualTo(FAILED);
        assertThat(run.reason().code()).isEqualTo("provider_400");
    }

    @Test
    void failsWithASentenceWhereAConnectionLacksATag() {
        ConnectionKey connection = connect("github");

        publish(created(connection, "github", Map.of("github_owner", "octo")));

        SyncRun run = Seen.awaitEnd(connection, "Issue");
        assertThat(run.kind()).isEqualTo(FAILED);
        assertThat(run.reason().code()).isEqualTo("placeholder_missing");
        assertThat(run.reason().sentence()).contains("{tags.github_repository}");
    }

    private static ConnectionKey connect(String integration) {
        String id = "user-" + UUID.randomUUID();
        simulator.connection(
                """
                {"provider_config_key": "%s", "connection_id": "%s",
                 "credentials": {"type": "OAUTH2", "access_token": "a", "refresh_token": "r"},
                 "metadata": {"repositories": {"first": "it's one"}},
                 "connection_config": {"org": "the org"}}
                """
                        .formatted(integration, id));
        return new ConnectionKey("dev", integration, id);
    }

    private static ConnectionChange created(ConnectionKey key, String provider) {
        return created(key, provider, Map.of("github_owner", "octo", "github_repository", "hello"));
    }

    private static ConnectionChange created(
            ConnectionKey key, String provider, Map<String, String> tags) {
        ConnectionChange plain = Stand.change(key, ConnectionChange.Kind.CREATED, 1);
        Connection it = plain.connection();
        return new ConnectionChange(
                plain.kind(),
                new Connection(
                        it.id(),
                        it.environment(),
                        it.integration(),
                        it.connectionId(),
                        provider,
                        it.status(),
                        null,
                        tags,
                        null,
                        it.createdAt(),
                        it.updatedAt()),
                plain.version(),
                plain.generation(),
                plain.nangoId(),
                plain.decision(),
                plain.cause());
    }

    private static List<String> ids(String model, ConnectionKey connection) {
        return TopicReader.events("nango.records." + model, connection).stream()
                .map(EventCodec::decodeRecordChange)
                .map(RecordChange::recordId)
                .toList();
    }
}
