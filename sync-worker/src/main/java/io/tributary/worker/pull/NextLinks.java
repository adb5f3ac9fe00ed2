package io.tributary.worker.pull;

import io.tributary.worker.definition.FieldPath;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The next page by the provider's link. Only path and query of a link are ever sent, to the
 * provider's base URL as Nango knows it: a link cannot carry credentials away.
 */
final class NextLinks {

    private static final String NOT_IN_A_URI = " |{}\"^<>`\\";

    private NextLinks() {}

    static Optional<Place.Link> inHeader(PageTurn turn) {
        List<String> headers = turn.page().headers().allValues("link");
        Optional<String> next = nextOf(headers);
        if (headers.isEmpty()) {
            refuseDroppedLink(turn);
        }
        return next.map(link -> resolve(turn, link));
    }

    static Optional<Place.Link> inBody(PageTurn turn, FieldPath path) {
        Optional<JsonNode> link = turn.named(path, "next link");
        if (link.isPresent() && !link.get().isString()) {
            throw turn.unfit(
                    "next_link_unreadable", "has no link as text at '%s'. Mend paging.path", path);
        }
        return link.map(text -> resolve(turn, text.stringValue()));
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

    private static Place.Link resolve(PageTurn turn, String asSent) {
        if (asSent.contains("${")) {
            throw refused(turn, "holds ${, where Nango would fill in credentials");
        }
        String link = encoded(asSent);
        String from = PageRequests.address(turn.order(), turn.position());
        URI here = URI.create(from);
        URI there;
        try {
            // The JDK resolves a bare query by RFC 2396, which loses the last segment.
            there =
                    link.startsWith("?")
                            ? URI.create(from.split("[?#]", 2)[0] + link)
                            : here.resolve(link);
        } catch (IllegalArgumentException e) {
            throw refused(turn, "is not a URI");
        }
        if (there.isOpaque() || there.getScheme() != null && !there.getScheme().matches("https?")) {
            throw refused(turn, "is not one of http or https");
        }
        if (here.getHost() != null && !origin(here).equals(origin(there))) {
            throw refused(turn, "leads to another host than the page before");
        }
        return new Place.Link(there.toString());
    }

    /** Some providers put into a query what no URI may have; what is encoded stays as it is. */
    private static String encoded(String link) {
        int query = link.indexOf('?');
        StringBuilder encoded = new StringBuilder(link.substring(0, query + 1));
        link.substring(query + 1)
                .chars()
                .forEach(
                        c -> {
                            if (query >= 0 && NOT_IN_A_URI.indexOf(c) >= 0) {
                                encoded.append('%')
                                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
                            } else {
                                encoded.append((char) c);
                            }
                        });
        return encoded.toString();
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }

    private static PullFailed refused(PageTurn turn, String why) {
        return PullFailed.unfit(
                "next_link_refused",
                "The provider's link to the page after page %d %s. Look at it before you let anything follow it."
                        .formatted(turn.position().page() + 1, why));
    }

    private static void refuseDroppedLink(PageTurn turn) {
        if (turn.isFull() && turn.paging().failsWithoutLink()) {
            throw PullFailed.unfit(
                    "link_header_missing",
                    "Page %d is full (%d records) and came without a Link header: Nango up to 0.71.4 drops it when the provider's answer is not chunked, so there may be more pages. Have Nango pass all headers on (NANGO_FEATURE_FLAG_PROXY_FORWARD_ALL_RESPONSE_HEADERS=true with NANGO_FLAG_PROVIDER=env, or a newer Nango); if it does already, this is the last page: set paging.full-page-without-link of definition '%s' to end."
                            .formatted(
                                    turn.position().page() + 1,
                                    turn.page().records(),
                                    turn.order().definition().name()));
        }
    }
}
