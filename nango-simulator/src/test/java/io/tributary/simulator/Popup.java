package io.tributary.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A popup that goes where it is sent, one step at a time. */
record Popup(Simulator nango, String token, String clientId) {

    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    /** To Nango, which sends it to the provider, or does not. */
    Simulator.Answer start(String integration, String more) {
        return nango.call(
                "GET",
                "/oauth/connect/"
                        + integration
                        + "?connect_session_token="
                        + token
                        + "&ws_client_id="
                        + clientId
                        + more,
                null,
                Map.of("Sec-Fetch-Mode", "navigate"));
    }

    Simulator.Answer start(String integration) {
        return start(integration, "");
    }

    /** To where an answer sends it. */
    Simulator.Answer follow(Simulator.Answer redirect, String... headers) {
        if (redirect.status() != 302) {
            throw new AssertionError(redirect.status() + " " + redirect.text());
        }
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return nango.call(
                "GET", redirect.header("location").substring(nango.url().length()), null, all);
    }

    /** Presses a button of the consent page. */
    Simulator.Answer press(Simulator.Answer page, String decision) {
        Map<String, String> form = new HashMap<>(Map.of("decision", decision));
        Matcher fields = FIELD.matcher(page.text());
        while (fields.find()) {
            form.put(fields.group(1), unescape(fields.group(2)));
        }
        String body =
                form.entrySet().stream()
                        .map(one -> one.getKey() + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&"));
        return nango.call(
                "POST",
                "/_provider/authorize",
                body,
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** All the way, up to the page that it ends on. */
    Simulator.Answer decide(String integration, String decision) {
        return follow(press(follow(start(integration)), decision));
    }

    static Map<String, String> query(Simulator.Answer redirect) {
        Map<String, String> query = new HashMap<>();
        for (String pair : URI.create(redirect.header("location")).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decode(parts[0]), decode(parts[1]));
        }
        return query;
    }

    private static String unescape(String text) {
        return text.replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
