package io.tributary.store.page;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What browsers let the page do: what it needs by name, and nothing else. */
final class ContentPolicy {

    private ContentPolicy() {}

    /** The value of the header {@code Content-Security-Policy}. */
    static String of(URI nangoUrl, PageSettings settings) {
        Origin nango = Origin.of(nangoUrl);
        PageSettings.SignIn signIn = settings.signIn();
        List<String> around = signIn == null ? List.of() : signIn.origins();
        URI issuer = signIn == null ? null : signIn.issuer();
        Stream<String> signInCalls =
                issuer == null || signIn == null
                        ? Stream.empty()
                        : Stream.concat(
                                Stream.of(Origin.of(issuer).value()), signIn.connectTo().stream());
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                directive(
                        "img-src 'self'",
                        Stream.concat(
                                Stream.of(nango.value()), settings.pictureSources().stream())),
                directive(
                        "connect-src 'self'",
                        Stream.concat(
                                Stream.of(nango.value(), nango.ofSockets().value()), signInCalls)),
                around.isEmpty()
                        ? "frame-ancestors 'none'"
                        : directive("frame-ancestors", around.stream()),
                "base-uri 'none'",
                "form-action 'none'");
    }

    private static String directive(String start, Stream<String> origins) {
        return Stream.concat(Stream.of(start), origins.distinct()).collect(Collectors.joining(" "));
    }
}
