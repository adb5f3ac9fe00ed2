package io.tributary.nango.api;

import static io.tributary.nango.api.NangoJson.instant;
import static io.tributary.nango.api.NangoJson.present;
import static io.tributary.nango.api.NangoJson.read;
import static io.tributary.nango.api.NangoJson.sorted;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.tributary.nango.api.NangoJson.NotNango;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Connect sessions as they are asked for, and as Nango answers. */
final class SessionJson {

    private SessionJson() {}

    record Data(
            @Nullable String token,
            @JsonProperty("connect_link") @Nullable String connectLink,
            @JsonProperty("expires_at") @Nullable String expiresAt) {

        private ConnectSession session() {
            return new ConnectSession(
                    present(token, "token"),
                    present(connectLink, "connect_link"),
                    instant(expiresAt, "expires_at"));
        }
    }

    record Made(@Nullable Data data) {}

    record Flaw(
            @Nullable String code,
            @Nullable String message,
            @Nullable List<@Nullable JsonNode> path) {

        private BodyFlaw flaw() {
            return new BodyFlaw(
                    Objects.requireNonNullElse(code, ""),
                    Objects.requireNonNullElse(message, ""),
                    path == null
                            ? List.of()
                            : path.stream().map(it -> it == null ? "" : it.asString("")).toList());
        }
    }

    record Invalid(@Nullable List<@Nullable Flaw> errors) {}

    record Refused(@Nullable Invalid error) {}

    /** Tags always, be they none: without them Nango wants an end user. */
    static byte[] of(ConnectSessionRequest request) {
        Map<String, Object> body = common(request.tags(), request.webhookUrlOverride());
        if (!request.allowedIntegrations().isEmpty()) {
            body.put("allowed_integrations", request.allowedIntegrations());
        }
        return NangoJson.write(body);
    }

    static byte[] of(ReconnectSessionRequest request) {
        Map<String, Object> body = common(request.tags(), request.webhookUrlOverride());
        body.put("connection_id", request.connectionId());
        body.put("integration_id", request.integration());
        return NangoJson.write(body);
    }

    private static Map<String, Object> common(
            Map<String, String> tags, @Nullable String webhookUrlOverride) {
        Map<String, Object> body = new TreeMap<>();
        body.put("tags", tags);
        if (webhookUrlOverride != null) {
            body.put("webhook_url_override", webhookUrlOverride);
        }
        return body;
    }

    static ConnectSession session(byte[] body) throws NotNango {
        return sorted(() -> present(read(body, Made.class).data(), "data").session());
    }

    /** Of an error; none if its body is not Nango's or does not list them. */
    static List<BodyFlaw> flaws(byte[] body) {
        try {
            return sorted(
                    () -> flaws(present(read(body, Refused.class).error(), "error").errors()));
        } catch (NotNango e) {
            return List.of();
        }
    }

    private static List<BodyFlaw> flaws(@Nullable List<@Nullable Flaw> errors) {
        List<BodyFlaw> flaws = new ArrayList<>();
        if (errors != null) {
            for (Flaw one : errors) {
                if (one != null) {
                    flaws.add(one.flaw());
                }
            }
        }
        return flaws;
    }
}
