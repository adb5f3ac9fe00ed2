package io.tributary.store.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.store.environment.EnvironmentSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The page as a browser is given it, over HTTP; without database and Kafka, which it never uses.
 */
class PageTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                KafkaAutoConfiguration.class
            })
    @EnableConfigurationProperties({PageSettings.class, EnvironmentSettings.class})
    @Import({PageConfiguration.class, PageController.class})
    static class Server {}

    private ConfigurableApplicationContext server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void itsFilesAreThereForAnyone() throws Exception {
        start();

        HttpResponse<String> redirect = get("/connect");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).endsWith("/connect/");
        HttpResponse<String> page = get("/connect/?code=a&state=b");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        List<String> files =
                Pattern.compile("(?:src|href)=\"\\./([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (String file : files) {
            HttpResponse<String> answer = get("/connect/" + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .as(file)
                    .contains(file.startsWith("assets/") ? "max-age=31536000" : "no-cache");
        }
        assertThat(get("/connect/nothing-here.js").statusCode()).isEqualTo(404);
    }

    @Test
    void browsersMayDoWhatItNeedsAndNothingElse() throws Exception {
        start(
                "tributary.page.sign-in.kind=oidc",
                "tributary.page.sign-in.issuer=https://login.example.com/realm",
                "tributary.page.sign-in.client-id=accounts",
                "tributary.page.sign-in.connect-to=https://tokens.example.com");

        for (String path : List.of("/connect/", "/connect/config.json", "/connect/none")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .containsExactly(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src"
                                + " 'self' https://nango.example.com:3003 https://app.nango.dev;"
                                + " connect-src 'self' https://nango.example.com:3003"
                                + " wss://nango.example.com:3003 https://login.example.com"
                                + " https://tokens.example.com; frame-ancestors 'none'; base-uri"
                                + " 'none'; form-action 'none'");
            assertThat(answer.headers().allValues("Cross-Origin-Opener-Policy"))
                    .containsExactly("same-origin-allow-popups");
            assertThat(answer.headers().allValues("X-Content-Type-Options"))
                    .containsExactly("nosniff");
            assertThat(answer.headers().allValues("Referrer-Policy"))
                    .containsExactly("strict-origin");
        }
    }

    @Test
    void itIsToldHowToSignIn() throws Exception {
        start(
                "tributary.page.sign-in.kind=oidc",
                "tributary.page.sign-in.issuer=https://login.example.com/realm",
                "tributary.page.sign-in.client-id=accounts");

        assertThat(get("/connect/config.json").body())
                .isEqualTo(
                        """
                        {"environment":"dev","signIn":{"kind":"oidc",\
                        "issuer":"https://login.example.com/realm","clientId":"accounts",\
                        "scope":"openid profile email tributary.connect"}}\
                        """);
    }

    @Test
    void onlyPagesOfTheConfiguredOriginsMayEmbedIt() throws Exception {
        start(
                "tributary.page.sign-in.kind=embedded",
                "tributary.page.sign-in.origins=https://app.example.com,http://localhost:5173");

        HttpResponse<String> answer = get("/connect/config.json");
        assertThat(answer.body())
                .contains(
                        """
                        "signIn":{"kind":"embedded",\
                        "origins":["https://app.example.com","http://localhost:5173"]}\
                        """);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors https://app.example.com http://localhost:5173;");
        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
    }

    @Test
    void itStartsWithTheSettingsOfTheGuide() throws Exception {
        List<String> blocks =
                Pattern.compile("(?ms)^```ini\n(.*?)^```")
                        .matcher(Files.readString(Path.of("../docs/nango-integration-guide.md")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            start(block.lines().toArray(String[]::new));

            assertThat(get("/connect/config.json").body())
                    .containsAnyOf("\"kind\":\"oidc\"", "\"kind\":\"embedded\"");
            server.close();
        }
    }

    @Test
    void nobodySetItUp() throws Exception {
        start();

        assertThat(get("/connect/config.json").body()).contains("\"signIn\":null");
    }

    @Test
    void aTokenIsPastedInTheLocalProfileOnly() throws Exception {
        assertThatThrownBy(() -> start("tributary.page.sign-in.kind=paste"))
                .hasRootCauseMessage(
                        "tributary.page.sign-in.kind paste is for trying things out: it needs the"
                                + " profile 'local'. Use oidc or embedded.");

        start("tributary.page.sign-in.kind=paste", "spring.profiles.active=local");

        assertThat(get("/connect/config.json").body()).contains("{\"kind\":\"paste\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tributary.page.sign-in.kind=oidc",
                "tributary.page.sign-in.kind=embedded",
                "tributary.page.sign-in.origins=https://app.example.com",
                "tributary.page.sign-in.kind=embedded,"
                        + "tributary.page.sign-in.origins=https://app.example.com/",
                "tributary.page.sign-in.kind=embedded,tributary.page.sign-in.origins=*",
                "tributary.page.picture-sources=https:",
                "tributary.page.environment=prod",
                "tributary.page.sign-in.kind=embedded,"
                        + "tributary.page.sign-in.origins=https://app.example.com,"
                        + "tributary.environments.other.nango.base-url=https://other.example.com,"
                        + "tributary.environments.other.nango.api-key=k"
            })
    void whatCannotWorkIsRefusedAtTheStart(String settings) {
        assertThatThrownBy(() -> start(settings.split(","))).hasStackTraceContaining("must be");
    }

    private void start(String... settings) {
        var all = new ArrayList<String>(List.of(settings));
        all.add("server.port=0");
        all.add("tributary.environments.dev.nango.base-url=https://nango.example.com:3003/");
        all.add("tributary.environments.dev.nango.api-key=k");
        server =
                new SpringApplicationBuilder(Server.class)
                        // Nothing of the store's own file: it would want all that is left out here.
                        .properties("spring.config.location=optional:classpath:/none.yml")
                        .properties("spring.main.banner-mode=off", "management.server.port=")
                        .run(all.stream().map(one -> "--" + one).toArray(String[]::new));
    }

    private HttpResponse<String> get(String path) throws Exception {
        String port = server.getEnvironment().getProperty("local.server.port");
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
