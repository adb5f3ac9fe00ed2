package io.tributary.worker.definition;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Map;

/**
 * How a definition goes from page to page.
 *
 * @param kind where the next page's address comes from
 * @param pageSize records per page that the provider is asked for, 1 to 10 000
 * @param pageSizeParameter the provider's name for it in the query; empty if it takes none and
 *     {@code pageSize} is what it gives anyway
 * @param maxPages the most pages of one run; more is taken for a provider that goes in circles
 * @param fullPageWithoutLink what a full page without any {@code Link} means
 */
public record Paging(
        Kind kind,
        @DefaultValue("100") int pageSize,
        @DefaultValue("") String pageSizeParameter,
        @DefaultValue("100000") long maxPages,
        @DefaultValue("fail") FullPageWithoutLink fullPageWithoutLink) {

    private static final int LARGEST_PAGE = 10_000;

    /** Where the next page's address comes from. */
    public enum Kind {
        /** From the provider's {@code Link} header (RFC 8288), {@code rel="next"}. */
        LINK_HEADER
    }

    /**
     * A full page without a {@code Link} is either the last one, or one whose header Nango dropped:
     * self-hosted versions up to 0.71.4 do so whenever the provider does not answer chunked. Only
     * the operator can know.
     */
    public enum FullPageWithoutLink {
        /** The run fails and says so, rather than to end happily with half the records. */
        FAIL,
        /** It is the last page: this Nango passes all headers on, and so the provider sent none. */
        END
    }

    public Paging {
        if (kind == null) {
            throw new IllegalArgumentException("kind is missing: set it to link-header");
        }
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "page-size must be 1 to " + LARGEST_PAGE + ", got " + pageSize);
        }
        if (maxPages < 1) {
            throw new IllegalArgumentException("max-pages must be at least 1, got " + maxPages);
        }
    }

    /** The parameter that asks for pages of this size, if the provider takes one. */
    public Map<String, String> sizeParameter() {
        return pageSizeParameter.isEmpty()
                ? Map.of()
                : Map.of(pageSizeParameter, Integer.toString(pageSize));
    }
}
