package io.tributary.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes happen at a simulator what happened at the real server when a delivery was captured. */
final class Events {

    private static final JsonMapper JSON = new JsonMapper();

    private final Capture capture;
    private final JsonNode body;
    private final Simulator nango;
    private final Runnable forget;
    private final Runnable awaitWebhook;

    private Events(Capture capture, Simulator nango, Runnable forget, Runnable awaitWebhook) {
        this.capture = capture;
        this.body = JSON.readTree(capture.body());
        this.nango = nango;
        this.forget = forget;
        this.awaitWebhook = awaitWebhook;
    }

    /** Webhooks of what must happen before are awaited, then forgotten. */
    static void of(Capture capture, Simulator nango, Runnable forget, Runnable awaitWebhook) {
        new Events(capture, nango, forget, awaitWebhook).happen();
    }

    private void happen() {
        switch (capture.name()) {
            case "auth-creation-api-key", "auth-creation-no-auth", "auth-creation-oauth2" -> {
                remove();
                nango.control("/connections", session("projectId", "123"));
            }
            case "auth-override-end-user" -> {
                exists("{}");
                nango.control("/connections/reauthorise", session("x", "y"));
            }
            case "auth-override-tags-wiped" -> {
                exists("{\"team\":\"blue\"}");
                nango.control("/connections/reauthorise", which().toString());
            }
            case "auth-creation-imported" -> {
                remove();
                importIt("{\"end_user_id\":\"u-1\",\"Team\":\"blue\"}");
            }
            case "auth-creation-failed-denied", "auth-creation-failed-token" ->
                    nango.control(
                            "/connections/fail",
                            which().set("error", body.path("error")).toString());
            case "auth-refresh-failed-first", "auth-refresh-failed-long-error" -> {
                exists(body.path("tags").toString());
                nango.control(
                        "/connections/break", which().set("error", body.path("error")).toString());
            }
            case "auth-refresh-failed-second-identical" -> {
                exists(body.path("tags").toString());
                nango.control("/connections/break", which().toString());
                awaitWebhook.run();
                forget.run();
                nango.control("/connections/refresh", which().toString());
            }
            case "async-action" -> {
                exists("{}");
                nango.control(
                        "/webhooks/async-action",
                        which().put("id", body.path("payload").path("id").stringValue())
                                .toString());
            }
            case "forward-attributed",
                    "forward-attributed-unicode",
                    "forward-with-provider-headers" -> {
                exists("{}");
                thirdParty(body.path("payload"));
            }
            case "forward-unattributed-object" -> thirdParty(body);
            case "sync-failed" -> {
                exists("{}");
                nango.control(
                        "/webhooks/sync",
                        run().put(
                                        "error",
                                        body.path("error")
                                                .path("payload")
                                                .path("message")
                                                .stringValue())
                                .toString());
            }
            default -> {
                exists("{}");
                nango.control("/webhooks/sync", run().toString());
            }
        }
    }

    private ObjectNode which() {
        return JSON.createObjectNode()
                .put("integration", body.path("providerConfigKey").stringValue())
                .put("connectionId", body.path("connectionId").stringValue());
    }

    private ObjectNode run() {
        ObjectNode run =
                which().put("syncName", body.path("syncName").stringValue())
                        .put("model", body.path("model").stringValue())
                        .put("syncType", body.path("syncType").stringValue());
        body.path("responseResults").properties().forEach(e -> run.set(e.getKey(), e.getValue()));
        return run;
    }

    private String session(String tag, String value) {
        JsonNode user = body.path("endUser");
        ObjectNode session = which();
        ObjectNode endUser =
                session.putObject("endUser")
                        .put("id", user.path("endUserId").stringValue())
                        .put("email", user.path("endUserEmail").stringValue());
        endUser.set("tags", user.path("tags"));
        session.putObject("tags").put(tag, value);
        if (user.has("organizationId")) {
            endUser.put("displayName", "Ann")
                    .putObject("organization")
                    .put("id", user.path("organizationId").stringValue())
                    .put("displayName", "Org");
        }
        return session.toString();
    }

    private void exists(String tags) {
        remove();
        importIt(tags);
        awaitWebhook.run();
        forget.run();
    }

    private void remove() {
        String id = body.path("connectionId").stringValue();
        String key = body.path("providerConfigKey").stringValue();
        nango.delete("/connections/" + id + "?provider_config_key=" + key);
    }

    private void importIt(String tags) {
        String key = body.path("providerConfigKey").stringValue();
        String mode =
                key.contains("oauth2") ? "OAUTH2" : key.contains("api-key") ? "API_KEY" : "NONE";
        Simulator.Answer answer =
                nango.importConnection(
                        """
                        {"provider_config_key":"%s","connection_id":"%s","tags":%s,"credentials":{"type":"%s"}}
                        """
                                .formatted(
                                        key, body.path("connectionId").stringValue(), tags, mode));
        if (answer.status() != 201) {
            throw new AssertionError(answer.json());
        }
    }

    /** The sender's headers are those of the capture that are not Nango's; its JSON is unsorted. */
    private void thirdParty(JsonNode payload) {
        StringBuilder headers = new StringBuilder("Content-Type: application/json\r\n");
        String inbound =
                nango.control("GET", "/environments", null)
                        .json()
                        .path(0)
                        .path("inboundPath")
                        .stringValue();
        capture.headers().stream()
                .takeWhile(line -> !line.getFirst().equals("X-Nango-Signature"))
                .filter(line -> !line.getFirst().equals("Content-Type"))
                .forEach(
                        line -> {
                            for (String value : line.getLast().split(", ")) {
                                headers.append(line.getFirst().toUpperCase(java.util.Locale.ROOT))
                                        .append(": ")
                                        .append(value)
                                        .append("\r\n");
                            }
                        });
        byte[] sent =
                payload.toPrettyString()
                        .replace("12345678901234567000", "12345678901234567890")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String answer =
                RawSender.post(
                        nango.url() + inbound.replace("{integration}", "unauth"),
                        headers.toString(),
                        sent);
        if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("{\"status\":\"success\"}")) {
            throw new AssertionError(answer);
        }
    }
}
