package io.tributary.simulator.session;

import io.tributary.simulator.connection.EndUser;
import io.tributary.simulator.connection.EndUser.Organization;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.session.ConnectSession.Defaults;
import io.tributary.simulator.session.ConnectSession.Wish;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** A session as its holder sees it; the looks of Nango's own page are of our choice. */
final class SessionView {

    private static final String COLOUR = "#1f5fbf";

    private SessionView() {}

    static ObjectNode of(ConnectSession session) {
        Wish wish = session.wish();
        ObjectNode data = JsJson.object();
        data.set("endUser", endUser(wish.endUser()));
        data.set("connectUISettings", looks());
        List<String> allowed = wish.allowedIntegrations();
        if (allowed != null) {
            data.set("allowed_integrations", JsJson.of(allowed));
        }
        if (!wish.defaults().isEmpty()) {
            data.set("integrations_config_defaults", defaults(wish.defaults()));
        }
        if (session.reconnects() != null) {
            data.put("isReconnecting", true);
        }
        if (wish.overrides() != null) {
            data.set("overrides", wish.overrides());
        }
        return data.put("websocketsPath", "/");
    }

    private static @Nullable JsonNode endUser(@Nullable EndUser user) {
        if (user == null) {
            return null;
        }
        ObjectNode json =
                JsJson.object()
                        .put("id", user.id())
                        .put("display_name", user.displayName())
                        .put("email", user.email());
        json.set("tags", user.tags() == null ? null : JsJson.of(user.tags()));
        Organization organization = user.organization();
        json.set(
                "organization",
                organization == null
                        ? null
                        : JsJson.object()
                                .put("id", organization.id())
                                .put("display_name", organization.displayName()));
        return json;
    }

    private static ObjectNode looks() {
        ObjectNode looks = JsJson.object().put("showWatermark", true).put("defaultTheme", "system");
        ObjectNode theme = looks.putObject("theme");
        theme.putObject("light").put("primary", COLOUR);
        theme.putObject("dark").put("primary", COLOUR);
        return looks;
    }

    private static ObjectNode defaults(Map<String, Defaults> defaults) {
        ObjectNode json = JsJson.object();
        defaults.forEach(
                (key, one) -> {
                    ObjectNode entry = json.putObject(key);
                    entry.set("connection_config", one.connectionConfig());
                    entry.set("authorization_params", JsJson.of(one.authorizationParams()));
                });
        return json;
    }
}
