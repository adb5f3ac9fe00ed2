package io.tributary.simulator.consent;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the user sees of the provider. */
final class ConsentPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Demo provider: %s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
            button { font: inherit; padding: .5rem 1.2rem; margin-right: .5rem; cursor: pointer; }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
            </body>
            </html>
            """;

    private ConsentPage() {}

    /** All that was asked goes along with the answer. */
    static ResponseEntity<byte[]> asking(Map<String, String> asked) {
        String fields =
                new TreeMap<>(asked)
                        .entrySet().stream()
                                .map(
                                        one ->
                                                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                                        .formatted(
                                                                escape(one.getKey()),
                                                                escape(one.getValue())))
                                .collect(Collectors.joining("\n"));
        String body =
                """
                <p>The app <strong>%s</strong> asks for access to your account: <code>%s</code>.</p>
                <form method="post" action="/_provider/authorize">
                %s
                <button id="approve" name="decision" value="approve">Approve</button>
                <button id="deny" name="decision" value="deny">Deny</button>
                </form>
                """
                        .formatted(
                                escape(asked.getOrDefault("client_id", "")),
                                escape(asked.getOrDefault("scope", "")),
                                fields);
        return page(200, "Give access?", body);
    }

    static ResponseEntity<byte[]> unregistered() {
        return page(
                400,
                "Nothing to answer to",
                "<p>The redirect_uri is not that of an app of this provider.</p>");
    }

    private static ResponseEntity<byte[]> page(int status, String title, String body) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .body(PAGE.formatted(title, title, body).getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
