package io.tributary.simulator.session;

import io.tributary.simulator.account.Integrations;
import io.tributary.simulator.connection.EndUser;
import io.tributary.simulator.connection.EndUser.Organization;
import io.tributary.simulator.connection.Tags;
import io.tributary.simulator.delivery.WebhookUrl;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.envelope.ApiException.Flaw;
import io.tributary.simulator.envelope.StrictBody;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.ConnectSession.Defaults;
import io.tributary.simulator.session.ConnectSession.Wish;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what an app asks of a session, as strictly as Nango. */
final class SessionBody {

    private static final int LONGEST = 255;

    private final StrictBody body;
    private final Integrations integrations;

    SessionBody(StrictBody body, Integrations integrations) {
        this.body = body;
        this.integrations = integrations;
    }

    /** A new session says whom it is for, by tags, be they none, or by an end user. */
    Wish wish() {
        if (!body.has("tags") && !body.has("end_user")) {
            throw ApiException.invalid(
                    "invalid_body",
                    List.of(new Flaw("invalid_type", "Required", List.of("end_user"))));
        }
        return wish(body.texts("allowed_integrations"));
    }

    /** A reconnect is for one integration, and need not say whom it is for. */
    Wish reconnectOf(String integration) {
        return wish(List.of(integration));
    }

    private Wish wish(@Nullable List<String> allowed) {
        Map<String, String> tags = body.strings("tags");
        EndUser user = endUser();
        body.checked("tags", () -> Tags.of(tags, user));
        Map<String, Defaults> defaults = defaults();
        body.entries("overrides", "docs_connect").values().forEach(it -> it.string("docs_connect"));
        JsonNode overrides = body.object("overrides");
        refuseUnknown(body.texts("allowed_integrations"), defaults, overrides);
        return new Wish(tags, user, allowed, defaults, overrides, webhookUrlOverride());
    }

    private @Nullable EndUser endUser() {
        StrictBody user = body.nested("end_user", "id", "email", "display_name", "tags");
        StrictBody organization = body.nested("organization", "id", "display_name");
        Organization named =
                organization == null
                        ? null
                        : new Organization(
                                shortText(organization, "id", true),
                                organization.string("display_name"));
        return user == null
                ? null
                : body.checked(
                        "end_user",
                        () ->
                                new EndUser(
                                        user.required("id"),
                                        user.string("email"),
                                        user.has("display_name")
                                                ? shortText(user, "display_name", false)
                                                : null,
                                        user.strings("tags"),
                                        named));
    }

    private static String shortText(StrictBody from, String member, boolean someText) {
        String text = from.required(member);
        return from.checked(
                member,
                () -> {
                    if (text.length() > LONGEST || someText && text.isEmpty()) {
                        throw new IllegalArgumentException("Expected up to 255 characters");
                    }
                    return text;
                });
    }

    private Map<String, Defaults> defaults() {
        Map<String, Defaults> defaults = new LinkedHashMap<>();
        body.entries(
                        "integrations_config_defaults",
                        "user_scopes",
                        "authorization_params",
                        "connection_config")
                .forEach(
                        (key, one) ->
                                defaults.put(
                                        key,
                                        new Defaults(
                                                one.string("user_scopes"),
                                                Objects.requireNonNullElse(
                                                        one.strings("authorization_params"),
                                                        Map.of()),
                                                config(one))));
        return defaults;
    }

    private static ObjectNode config(StrictBody one) {
        return one.object("connection_config") instanceof ObjectNode config
                ? config
                : JsJson.object();
    }

    private void refuseUnknown(
            @Nullable List<String> allowed,
            Map<String, Defaults> defaults,
            @Nullable JsonNode overrides) {
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; allowed != null && i < allowed.size(); i++) {
            refuseUnknown(flaws, allowed.get(i), "allowed_integrations", String.valueOf(i));
        }
        defaults.keySet()
                .forEach(key -> refuseUnknown(flaws, key, "integrations_config_defaults", key));
        if (overrides != null) {
            overrides.propertyNames().forEach(key -> refuseUnknown(flaws, key, "overrides", key));
        }
        if (!flaws.isEmpty()) {
            throw ApiException.invalid("invalid_body", flaws);
        }
    }

    private void refuseUnknown(List<Flaw> flaws, String key, String... path) {
        if (integrations.find(key).isEmpty()) {
            flaws.add(new Flaw("custom", "Integration does not exist", List.of(path)));
        }
    }

    private @Nullable String webhookUrlOverride() {
        String url = body.string("webhook_url_override");
        if (url == null || url.isBlank()) {
            return null;
        }
        return body.checked(
                "webhook_url_override",
                () -> {
                    WebhookUrl.check(url);
                    return url;
                });
    }
}
