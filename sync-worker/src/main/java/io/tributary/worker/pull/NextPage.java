package io.tributary.worker.pull;

import io.tributary.worker.definition.Definition;
import io.tributary.worker.definition.EndpointCall;
import io.tributary.worker.definition.Paging.FullPageWithoutLink;
import io.tributary.worker.run.Position;

import org.springframework.stereotype.Component;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the next page is, by the provider's {@code Link} header. Only path and query of a link are
 * ever sent, to the provider's base URL as Nango knows it: a link cannot carry credentials away.
 */
@Component
class NextPage {

    /** The end, or where to go on. */
    Position after(
            Position position, Definition definition, EndpointCall call, Page page, int records) {
        List<String> headers = page.headers().allValues("link");
        Optional<String> next = nextOf(headers);
        if (next.isPresent()) {
            refuseTooMany(position, definition);
            return position.then(resolve(position, definition, call, next.get()));
        }
        if (headers.isEmpty()) {
            refuseDroppedLink(position, definition, records);
        }
        return position.thenEnd();
    }

    /** Path and query of the request for the page at this position. */
    static String target(Definition definition, EndpointCall call, Position position) {
        String next = position.next();
        if (next == null) {
            return first(definition, call);
        }
        URI link = URI.create(next);
        String path = link.getRawPath().isEmpty() ? "/" : link.getRawPath();
        String endpoint = call.path();
        // A provider's base URL may have a path of its own, which links repeat and Nango adds.
        String below = path.endsWith(endpoint) ? endpoint : path;
        return link.getRawQuery() == null ? below : below + "?" + link.getRawQuery();
    }

    private static String first(Definition definition, EndpointCall call) {
        return call.target(definition.paging().sizeParameter());
    }

    private static Optional<String> nextOf(List<String> headers) {
        try {
            return LinkHeader.next(headers);
        } catch (IllegalArgumentException e) {
            throw PullFailed.unfit(
                    "link_header_unreadable",
                    "The provider's Link header is not one (RFC 8288): %s. Ask the provider, or choose another kind of paging."
                            .formatted(e.getMessage()));
        }
    }

    private static String resolve(
            Position position, Definition definition, EndpointCall call, String link) {
        String from = position.next() == null ? first(definition, call) : position.next();
        URI here = URI.create(from);
        URI there;
        try {
            // The JDK resolves a bare query by RFC 2396, which loses the last segment.
            there =
                    link.startsWith("?")
                            ? URI.create(from.split("[?#]", 2)[0] + link)
                            : here.resolve(link);
        } catch (IllegalArgumentException e) {
            throw refused(position, "is not a URI");
        }
        if (there.isOpaque() || there.getScheme() != null && !there.getScheme().matches("https?")) {
            throw refused(position, "is not one of http or https");
        }
        if (here.getHost() != null && !origin(here).equals(origin(there))) {
            throw refused(position, "leads to another host than the page before");
        }
        return there.toString();
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }

    private static PullFailed refused(Position position, String why) {
        return PullFailed.unfit(
                "next_link_refused",
                "The provider's link to the page after page %d %s. Look at its Link header before you let anything follow it."
                        .formatted(position.page(), why));
    }

    private static void refuseTooMany(Position position, Definition definition) {
        if (position.page() + 1 >= definition.paging().maxPages()) {
            throw PullFailed.unfit(
                    "too_many_pages",
                    "There are more than %d pages. If that is true of the provider, raise paging.max-pages of definition '%s'."
                            .formatted(definition.paging().maxPages(), definition.name()));
        }
    }

    private static void refuseDroppedLink(Position position, Definition definition, int records) {
        if (records >= definition.paging().pageSize()
                && definition.paging().fullPageWithoutLink() == FullPageWithoutLink.FAIL) {
            throw PullFailed.unfit(
                    "link_header_missing",
                    "Page %d is full (%d records) and came without a Link header: Nango up to 0.71.4 drops it when the provider's answer is not chunked, so there may be more pages. Have Nango pass all headers on (NANGO_FEATURE_FLAG_PROXY_FORWARD_ALL_RESPONSE_HEADERS=true with NANGO_FLAG_PROVIDER=env, or a newer Nango); if it does already, this is the last page: set paging.full-page-without-link of definition '%s' to end."
                            .formatted(position.page(), records, definition.name()));
        }
    }
}
