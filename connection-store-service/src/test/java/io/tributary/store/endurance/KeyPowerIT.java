package io.tributary.store.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.nango.api.ApiKey;
import io.tributary.store.environment.EnvironmentSettings;
import io.tributary.store.environment.EnvironmentSettings.Environment;
import io.tributary.store.environment.Environments;
import io.tributary.store.environment.Environments.Access;
import io.tributary.store.question.Answers;
import io.tributary.store.question.Answers.Answer;
import io.tributary.store.question.Before;
import io.tributary.store.question.Budgets;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What asking does to a connection, with a key that reads credentials and with one that does not.
 */
class KeyPowerIT {

    private static final Before BEFORE = new Before(1, 1);

    private static Nango nango;
    private static JdbcTemplate jdbc;
    private Environments environments;

    @BeforeAll
    static void open() {
        Login login = BackingServices.database(BackingServices.postgres()).connections();
        DriverManagerDataSource source =
                new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("connections")
                .locations("classpath:db/migration/connections")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(source);
        nango = new Nango("key-power", false);
        nango.start();
    }

    @AfterAll
    static void close() {
        nango.stop();
    }

    @BeforeEach
    void configure() {
        environments =
                new Environments(
                        new EnvironmentSettings(
                                Map.of("full", by(Nango.FULL_KEY), "scoped", by(Nango.API_KEY))));
    }

    private static Environment by(String key) {
        return new Environment(
                new EnvironmentSettings.Nango(
                        URI.create(nango.baseUrl()),
                        new ApiKey(key),
                        null,
                        6_000,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        null,
                        List.of()));
    }

    @AfterEach
    void forget() {
        environments.close();
    }

    private Answers answers(String environment) {
        Access access = environments.get(environment);
        return new Answers(
                access.nango(), access.key(), new Budgets(environments, jdbc).of(environment));
    }

    /** Its provider takes its tokens no more, which Nango notices at the next refresh. */
    private static ConnectionKey revoked(String connectionId) {
        Map<String, Object> which =
                Map.of("integration", Nango.INTEGRATION, "connectionId", connectionId);
        nango.change("", which);
        nango.change(
                "/break",
                Map.of(
                        "integration",
                        Nango.INTEGRATION,
                        "connectionId",
                        connectionId,
                        "attempt",
                        false));
        return new ConnectionKey("dev", Nango.INTEGRATION, connectionId);
    }

    /** What Nango says of it to one who changes nothing by asking. */
    private static boolean hasFailed(ConnectionKey key) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            nango.baseUrl()
                                                                    + "/connections?connectionId="
                                                                    + key.connectionId()))
                                            .header("Authorization", "Bearer " + Nango.API_KEY)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            assertThat(body).contains(key.connectionId());
            return body.contains("\"auth\"");
        }
    }

    @Test
    void aBrokenOneIsAskedAboutWithoutRefreshingIt() throws Exception {
        // given
        ConnectionKey key = revoked("left-alone");

        // when
        Answer answer = answers("full").askBroken(key, BEFORE, null);

        // then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Observed.class,
                        observed -> {
                            assertThat(observed.fromReplica()).isTrue();
                            assertThat(observed.observation())
                                    .isInstanceOf(Observation.Present.class);
                        });
        assertThat(hasFailed(key)).isFalse();
        assertThat(environments.get("full").key().mayRefresh()).isTrue();
        // Asked singly, it is made to fail: the difference that this is about.
        assertThat(answers("full").ask(key, BEFORE, null)).isInstanceOf(Answer.Observed.class);
        assertThat(hasFailed(key)).isTrue();
    }

    @Test
    void aKeyThatReadsNoCredentialsIsKnownByItsFirstAnswer() throws Exception {
        // given
        ConnectionKey key = revoked("scoped");
        boolean before = environments.get("scoped").key().mayRefresh();

        // when
        answers("scoped").ask(key, BEFORE, null);
        Answer answer = answers("scoped").askBroken(key, BEFORE, null);

        // then
        assertThat(before).as("as long as nothing is known").isTrue();
        assertThat(environments.get("scoped").key().mayRefresh()).isFalse();
        assertThat(((Answer.Observed) answer).fromReplica()).isFalse();
        assertThat(hasFailed(key)).isFalse();
    }

    @Test
    void aKeyThatReadsThemIsKnownForEver() throws Exception {
        // given
        ConnectionKey key = new ConnectionKey("dev", Nango.INTEGRATION, "read");
        nango.change("", Map.of("integration", Nango.INTEGRATION, "connectionId", "read"));

        // when
        answers("full").ask(key, BEFORE, null);
        environments.get("full").key().answered(false);

        // then
        assertThat(environments.get("full").key().mayRefresh()).isTrue();
    }

    @Test
    void whatTheListDoesNotHaveIsAskedSingly() throws Exception {
        // given
        ConnectionKey key = new ConnectionKey("dev", Nango.INTEGRATION, "gone");

        // when
        Answer answer = answers("full").askBroken(key, BEFORE, null);

        // then
        assertThat(((Answer.Observed) answer).observation())
                .isInstanceOfSatisfying(
                        Observation.Absent.class,
                        absent -> assertThat(absent.code()).isEqualTo("not_found"));
    }
}
