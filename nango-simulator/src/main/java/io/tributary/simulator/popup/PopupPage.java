package io.tributary.simulator.popup;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

import java.nio.charset.StandardCharsets;

/** What the popup shows at the end: one page closes itself, the other stays to be read. */
final class PopupPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
            </style>
            %s
            </head>
            <body><main><h1>%s</h1><p>%s</p></main></body>
            </html>
            """;
    private static final String CLOSES =
            "<script>setTimeout(function () { window.close(); }, 500);</script>";

    private PopupPage() {}

    static ResponseEntity<byte[]> success() {
        return page(200, "Connected", CLOSES, "This window closes by itself.");
    }

    static ResponseEntity<byte[]> error(String type, String description) {
        return page(400, "Not connected", "", HtmlUtils.htmlEscape(type + ": " + description));
    }

    private static ResponseEntity<byte[]> page(
            int status, String title, String script, String text) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .body(PAGE.formatted(title, script, title, text).getBytes(StandardCharsets.UTF_8));
    }
}
