package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** OAuth 2 as a browser goes through it: a waiting page, a popup, a provider that asks. */
class PopupIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANN = "{\"tags\":{\"end_user_id\":\"ann\"}}";

    private RawReceiver receiver;
    private Simulator nango;
    private WaitingPage page;

    @BeforeEach
    void start() {
        receiver = new RawReceiver();
        nango = Simulator.shared(receiver);
        page = new WaitingPage(nango);
    }

    @AfterEach
    void stop() {
        page.close();
        receiver.close();
    }

    private Popup popup(String session) {
        return popupOf(nango.sessionToken(session));
    }

    private Popup popupOf(String token) {
        return new Popup(nango, token, page.clientId());
    }

    private JsonNode webhook(int number) {
        WaitingPage.soon().until(() -> receiver.received().size() > number);
        return JSON.readTree(receiver.received().get(number).body());
    }

    private JsonNode stored(String connectionId) {
        return nango.get("/connections/" + connectionId + "?provider_config_key=demo-crm").json();
    }

    private static void assertThatItStaysOpen(Simulator.Answer end) {
        assertThat(end.status()).isEqualTo(400);
        assertThat(end.header("content-type")).startsWith("text/html");
        assertThat(end.text()).doesNotContain("window.close");
    }

    private String connect(String tags) {
        String id = "p-" + UUID.randomUUID();
        nango.control(
                "/connections",
                "{\"integration\":\"demo-crm\",\"connectionId\":\"%s\",\"tags\":%s}"
                        .formatted(id, tags));
        webhook(0);
        return id;
    }

    private Popup reconnect(String id, String more) {
        Simulator.Answer answer =
                nango.send(
                        "POST",
                        "/connect/sessions/reconnect",
                        "{\"integration_id\":\"demo-crm\",\"connection_id\":\"%s\"%s}"
                                .formatted(id, more));
        return popupOf(answer.json().path("data").path("token").asString());
    }

    @Test
    void everySocketOfAnyOriginGetsAnIdAtOnce() {
        try (WaitingPage other = new WaitingPage(nango)) {
            assertThat(page.clientId()).isNotEmpty().isNotEqualTo(other.clientId());
        }
    }

    @Test
    void consentMakesAConnectionAndTellsPageAndApp() {
        Simulator.Answer end = popup(ANN).decide("demo-crm", "approve");

        JsonNode outcome = page.outcome();
        String id = outcome.path("connection_id").asString();
        assertThat(outcome.propertyNames())
                .containsExactlyInAnyOrder(
                        "message_type", "provider_config_key", "connection_id", "is_pending");
        assertThat(outcome.path("provider_config_key").asString()).isEqualTo("demo-crm");
        assertThat(outcome.path("is_pending").asBoolean(true)).isFalse();
        assertThat(UUID.fromString(id).version()).isEqualTo(4);
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.text()).contains("window.close", "500");
        assertThat(page.isOpen()).isTrue();
        JsonNode webhook = webhook(0);
        assertThat(webhook.path("operation").asString()).isEqualTo("creation");
        assertThat(webhook.path("success").asBoolean()).isTrue();
        assertThat(webhook.path("connectionId").asString()).isEqualTo(id);
        assertThat(webhook.path("tags").toString()).isEqualTo("{\"end_user_id\":\"ann\"}");
        assertThat(webhook.has("endUser")).isFalse();
        JsonNode credentials = stored(id).path("credentials");
        assertThat(credentials.path("type").asString()).isEqualTo("OAUTH2");
        assertThat(credentials.path("access_token").asString())
                .isEqualTo(credentials.path("raw").path("access_token").asString());
    }

    @Test
    void thePopupIsSentToTheProviderWithStateAndProofAndACookie() {
        Simulator.Answer redirect = popup(ANN).start("demo-crm");

        Map<String, String> query = Popup.query(redirect);
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "stand-in-app")
                .containsEntry("redirect_uri", nango.url() + "/oauth/callback")
                .containsEntry("scope", "contacts.read")
                .containsEntry("code_challenge_method", "S256");
        assertThat(query.get("code_challenge")).matches("[A-Za-z0-9_-]{43}");
        assertThat(UUID.fromString(query.get("state")).version()).isEqualTo(4);
        assertThat(redirect.header("set-cookie"))
                .startsWith("oauth2-" + query.get("state") + "=1;")
                .contains("HttpOnly", "Max-Age=3600", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void anIdIsForgottenWithItsOneMessage() {
        Popup popup = popup(ANN);
        popup.decide("demo-crm", "deny");
        assertThat(page.outcome().path("message_type").asString()).isEqualTo("error");

        Simulator.Answer again = popup.decide("demo-crm", "approve");

        assertThat(again.status()).isEqualTo(200);
        assertThat(webhook(1).path("success").asBoolean()).isTrue();
        assertThat(page.outcome().path("message_type").asString()).isEqualTo("error");
    }

    @Test
    void aSessionMakesSeveralConnections() {
        Popup popup = popup(ANN);
        popup.decide("demo-crm", "approve");
        popup.decide("demo-crm", "approve");

        assertThat(webhook(0).path("connectionId")).isNotEqualTo(webhook(1).path("connectionId"));
    }

    @Test
    void aRefusalTellsPageAndApp() {
        Simulator.Answer end = popup(ANN).decide("demo-crm", "deny");

        String description =
                "Did not get authorization code in the callback. Provider error: error:"
                        + " access_denied; error_description: The user refused";
        JsonNode outcome = page.outcome();
        assertThat(outcome.path("message_type").asString()).isEqualTo("error");
        assertThat(outcome.path("provider_config_key").asString()).isEqualTo("demo-crm");
        assertThat(outcome.path("error_type").asString()).isEqualTo("callback_err");
        assertThat(outcome.path("error_desc").asString()).isEqualTo(description);
        assertThatItStaysOpen(end);
        JsonNode webhook = webhook(0);
        assertThat(webhook.path("operation").asString()).isEqualTo("creation");
        assertThat(webhook.path("success").asBoolean(true)).isFalse();
        assertThat(webhook.path("error").path("type").asString()).isEqualTo("invalid_callback");
        assertThat(webhook.path("error").path("description").asString()).isEqualTo(description);
        assertThat(webhook.has("tags")).isFalse();
        assertThat(
                        nango.get(
                                        "/connections?connectionId="
                                                + webhook.path("connectionId").asString())
                                .json()
                                .path("connections"))
                .isEmpty();
    }

    @Test
    void aProviderInTroubleIsARefusalWithAnotherReason() {
        nango.control("/connect-mishaps", "{\"kind\":\"PROVIDER_ERROR\"}");
        Popup popup = popup(ANN);

        Simulator.Answer end = popup.follow(popup.follow(popup.start("demo-crm")));

        assertThatItStaysOpen(end);
        assertThat(page.outcome().path("error_type").asString()).isEqualTo("callback_err");
        assertThat(page.outcome().path("error_desc").asString()).contains("error: server_error");
    }

    @Test
    void aFailedExchangeTellsPageAndAppWhatTheProviderSaid() {
        nango.control("/connect-mishaps", "{\"kind\":\"EXCHANGE_FAILS\"}");

        Simulator.Answer end = popup(ANN).decide("demo-crm", "approve");

        assertThatItStaysOpen(end);
        assertThat(page.outcome().path("error_type").asString()).isEqualTo("unknown_err");
        JsonNode error = webhook(0).path("error");
        assertThat(error.path("type").asString()).isEqualTo("unknown");
        assertThat(error.path("description"))
                .isEqualTo(
                        JSON.readTree(Capture.named("auth-creation-failed-token").body())
                                .path("error")
                                .path("description"));
    }

    @Test
    void theProviderChecksTheCode() {
        Popup popup = popup(ANN);
        String state = Popup.query(popup.start("demo-crm")).get("state");

        nango.call("GET", "/oauth/callback?code=made-up&state=" + state, null, Map.of());

        assertThat(page.outcome().path("error_type").asString()).isEqualTo("unknown_err");
        assertThat(page.outcome().path("error_desc").asString()).contains("code is unknown");
    }

    @Test
    void theProviderChecksTheProof() {
        Popup popup = popup(ANN);
        Simulator.Answer consent = popup.follow(popup.start("demo-crm"));
        Simulator.Answer mine = popup.press(consent, "approve");
        String victim = Popup.query(popup.start("demo-crm")).get("state");

        nango.call(
                "GET",
                "/oauth/callback?code=" + Popup.query(mine).get("code") + "&state=" + victim,
                null,
                Map.of());

        assertThat(page.outcome().path("error_desc").asString()).contains("verifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?state=nobody", "?code=c&state=", "?error=access_denied"})
    void aStateThatIsNoneIsOnlyShown(String query) {
        Simulator.Answer end = nango.call("GET", "/oauth/callback" + query, null, Map.of());

        assertThatItStaysOpen(end);
        assertThat(page.heardNothing()).isTrue();
    }

    @Test
    void aStateIsGoodOnce() {
        Popup popup = popup(ANN);
        Simulator.Answer back = popup.press(popup.follow(popup.start("demo-crm")), "approve");

        assertThat(popup.follow(back).status()).isEqualTo(200);
        assertThatItStaysOpen(popup.follow(back));
    }

    @ParameterizedTest
    @CsvSource({"no%20where, no where", "half-done, half-done"})
    void anIntegrationThatIsNoneIsToldInBothPlaces(String inUrl, String key) {
        Simulator.Answer end = popup(ANN).start(inUrl);

        assertThatItStaysOpen(end);
        assertThat(page.outcome().path("error_type").asString()).isEqualTo("provider_config_err");
        assertThat(page.outcome().path("error_desc").asString()).contains(key);
    }

    @Test
    void anIntegrationThatIsNotAllowedIsOnlyShown() {
        Simulator.Answer end =
                popup("{\"tags\":{},\"allowed_integrations\":[\"unauth\"]}").start("demo-crm");

        assertThat(end.status()).isEqualTo(400);
        assertThat(end.errorCode()).isEqualTo("integration_not_allowed");
        assertThat(page.heardNothing()).isTrue();
    }

    @Test
    void aSessionThatIsOverIsOnlyShown() {
        Popup popup = popup(ANN);
        nango.control("/connect-sessions/expire", "{}");

        Simulator.Answer end = popup.start("demo-crm");

        assertThat(end.status()).isEqualTo(401);
        assertThat(end.errorCode()).isEqualTo("unknown_connect_session_token");
        assertThat(page.heardNothing()).isTrue();
    }

    @Test
    void withoutASessionNothingBegins() {
        assertThat(nango.call("GET", "/oauth/connect/demo-crm", null, Map.of()).status())
                .isEqualTo(401);
        assertThat(
                        nango.call("GET", "/oauth/connect/demo-crm?public_key=x", null, Map.of())
                                .errorCode())
                .isEqualTo("deprecated_authentication");
    }

    @Test
    void whatBeganInTimeMayEndLater() {
        Popup popup = popup(ANN);
        Simulator.Answer consent = popup.follow(popup.start("demo-crm"));
        nango.control("/connect-sessions/expire", "{}");

        Simulator.Answer end = popup.follow(popup.press(consent, "approve"));

        assertThat(end.status()).isEqualTo(200);
        assertThat(page.outcome().path("message_type").asString()).isEqualTo("success");
    }

    @Test
    void theSessionChoosesTheConnection() {
        assertThat(popup(ANN).start("demo-crm", "&connection_id=mine").errorCode())
                .isEqualTo("invalid_query_params");
    }

    @Test
    void aFullPlanIsOnlyShown() {
        Popup popup = popup(ANN);
        nango.control("PUT", "/plan", "{\"connections\":0}");

        assertThat(popup.start("demo-crm").errorCode()).isEqualTo("resource_capped");
    }

    @Test
    void aReconnectKeepsTheConnectionAndWhatIsSentAgain() {
        String id = connect("{\"end_user_id\":\"ann\",\"team\":\"blue\"}");

        reconnect(
                        id,
                        ",\"tags\":{\"end_user_id\":\"ann\"},\"webhook_url_override\":\"%s\""
                                .formatted(receiver.url()))
                .decide("demo-crm", "approve");

        assertThat(page.outcome().path("connection_id").asString()).isEqualTo(id);
        assertThat(webhook(1).path("operation").asString()).isEqualTo("override");
        assertThat(webhook(1).path("tags").toString()).isEqualTo("{\"end_user_id\":\"ann\"}");
        assertThat(stored(id).path("webhook_url_override").asString()).isEqualTo(receiver.url());
    }

    @Test
    void aReconnectWipesWhatIsNotSentAgain() {
        String id = connect("{\"end_user_id\":\"ann\"}");

        reconnect(id, "").decide("demo-crm", "approve");

        assertThat(webhook(1).path("tags").toString()).isEqualTo("{}");
        assertThat(stored(id).path("tags")).isEmpty();
    }

    @Test
    void aFailedReconnectIsToldAsACreation() {
        String id = connect("{\"end_user_id\":\"ann\"}");

        reconnect(id, "").decide("demo-crm", "deny");

        assertThat(webhook(1).path("operation").asString()).isEqualTo("creation");
        assertThat(webhook(1).path("connectionId").asString()).isEqualTo(id);
        assertThat(stored(id).path("tags").toString()).isEqualTo("{\"end_user_id\":\"ann\"}");
    }

    @Test
    void aReconnectOfWhatIsGoneIsOnlyShown() {
        String id = connect("{}");
        Popup popup = reconnect(id, "");
        nango.delete("/connections/" + id + "?provider_config_key=demo-crm");

        assertThat(popup.start("demo-crm").errorCode()).isEqualTo("invalid_connection");
        assertThat(page.heardNothing()).isTrue();
    }

    @Test
    void aRejectedConnectionIsToldToThePageAlone() {
        nango.control("/connect-mishaps", "{\"kind\":\"VALIDATION_FAILS\"}");

        Simulator.Answer end = popup(ANN).decide("demo-crm", "approve");

        assertThatItStaysOpen(end);
        assertThat(page.outcome().path("error_type").asString())
                .isEqualTo("connection_validation_failed");
        String id = connect("{}");
        assertThat(webhook(0).path("connectionId").asString()).isEqualTo(id);
    }

    @Test
    void aRejectedReconnectIsToldToTheApp() {
        String id = connect("{\"team\":\"blue\"}");
        nango.control("/connect-mishaps", "{\"kind\":\"VALIDATION_FAILS\"}");

        reconnect(id, "").decide("demo-crm", "approve");

        JsonNode webhook = webhook(1);
        assertThat(webhook.path("operation").asString()).isEqualTo("override");
        assertThat(webhook.path("success").asBoolean(true)).isFalse();
        assertThat(webhook.path("error").path("type").asString())
                .isEqualTo("connection_validation_failed");
        assertThat(webhook.path("tags").toString()).isEqualTo("{\"team\":\"blue\"}");
    }

    @Test
    void aConsentPageCanHang() {
        nango.control("/connect-mishaps", "{\"kind\":\"HANG\"}");
        Popup popup = popup(ANN);
        Simulator.Answer redirect = popup.start("demo-crm");

        CompletableFuture<Simulator.Answer> consent =
                CompletableFuture.supplyAsync(() -> popup.follow(redirect));
        WaitingPage.soon()
                .until(() -> nango.control("GET", "/connect-mishaps", null).json().isEmpty());
        assertThat(popup.follow(popup.start("demo-crm")).status()).isEqualTo(200);
        assertThat(consent).isNotDone();
        nango.control("DELETE", "/connect-mishaps", null);

        assertThat(consent).succeedsWithin(LONG).matches(it -> it.status() == 200);
    }

    @Test
    void theCookieIsMissedOnlyByAServerThatInsists() {
        Popup popup = popup(ANN);
        nango.control("PUT", "/state-cookie", "{\"needed\":true}");
        Simulator.Answer redirect = popup.start("demo-crm");
        Simulator.Answer without = popup.press(popup.follow(redirect), "approve");

        assertThatItStaysOpen(popup.follow(without));

        assertThat(page.outcome().path("error_type").asString()).isEqualTo("state_cookie_err");
        Simulator.Answer again = popup.start("demo-crm");
        Simulator.Answer with = popup.press(popup.follow(again), "approve");
        String cookie = again.header("set-cookie").replaceAll(";.*", "");
        assertThat(popup.follow(with, "Cookie", cookie).status()).isEqualTo(200);
    }

    @Test
    void bracketsMayBeRawAndTheAppHasTheLastWord() {
        Popup popup =
                popup(
                        "{\"tags\":{},\"integrations_config_defaults\":{\"demo-crm\":{\"user_scopes\":\"u\","
                            + "\"authorization_params\":{\"prompt\":\"consent\"},"
                            + "\"connection_config\":{\"region\":\"eu\",\"oauth_scopes_override\":\"all\"}}}}");
        String target =
                "/oauth/connect/demo-crm?connect_session_token=%s&ws_client_id=%s"
                                .formatted(popup.token(), popup.clientId())
                        + "&params[region]=us&params[team]=blue&params[oauth_scopes_override]=none"
                        + "&authorization_params[prompt]=none&authorization_params[hint]=ann&user_scope=x";

        Simulator.Answer redirect = nango.rawGet(target);

        assertThat(Popup.query(redirect))
                .containsEntry("scope", "all")
                .containsEntry("user_scope", "u")
                .containsEntry("prompt", "consent")
                .containsEntry("hint", "ann");
        popup.follow(popup.press(popup.follow(redirect), "approve"));
        assertThat(
                        stored(page.outcome().path("connection_id").asString())
                                .path("connection_config")
                                .toString())
                .isEqualTo(
                        "{\"region\":\"eu\",\"team\":\"blue\",\"oauth_scopes_override\":\"all\"}");
    }

    @Test
    void aPopupOfAnIntegrationWithoutOauthIsRefused() {
        assertThatItStaysOpen(popup(ANN).start("demo-crm-key"));
        assertThat(page.outcome().path("error_type").asString()).isEqualTo("auth_mode_err");
    }

    @Test
    void theProviderAsksInAPageOfItsOwnAndAnswersToNoStranger() {
        Popup popup = popup(ANN);

        Simulator.Answer consent = popup.follow(popup.start("demo-crm"));
        Simulator.Answer stranger =
                nango.call(
                        "GET",
                        "/_provider/authorize?redirect_uri=https%3A%2F%2Fevil.test%2F&client_id=%3Cb%3E",
                        null,
                        Map.of());

        assertThat(consent.header("content-type")).startsWith("text/html");
        assertThat(consent.text()).contains("id=\"approve\"", "id=\"deny\"", "contacts.read");
        assertThat(stranger.status()).isEqualTo(400);
    }
}
