package io.tributary.simulator.account;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A picture for each provider: its first letter on a colour that follows from its name. */
@RestController
final class Logo {

    private static final String SVG =
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48" role="img">\
            <rect width="48" height="48" rx="10" fill="hsl(%d 55%% 38%%)"/>\
            <text x="24" y="33" font-family="sans-serif" font-size="26" font-weight="700"\
             text-anchor="middle" fill="#fff">%s</text></svg>
            """;

    static String path(String provider) {
        return "/images/logos/"
                + UriUtils.encodePathSegment(provider, StandardCharsets.UTF_8)
                + ".svg";
    }

    @GetMapping("/images/logos/{provider}.svg")
    ResponseEntity<byte[]> logo(@PathVariable String provider) {
        String letter = provider.substring(0, 1).toUpperCase(Locale.ROOT);
        String svg =
                SVG.formatted(
                        Math.floorMod(provider.hashCode(), 360), HtmlUtils.htmlEscape(letter));
        return ResponseEntity.ok()
                .header("Content-Type", "image/svg+xml")
                .header("Cache-Control", "public, max-age=3600")
                .body(svg.getBytes(StandardCharsets.UTF_8));
    }
}
