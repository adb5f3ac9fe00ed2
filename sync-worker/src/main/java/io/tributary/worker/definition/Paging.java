package io.tributary.worker.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a definition goes from page to page. What a kind does not use is refused with it.
 *
 * @param kind where the next page comes from
 * @param pageSize records per page that the provider is asked for, 1 to 10 000; 100 if not set
 * @param pageSizeParameter the provider's name for it; empty if it takes none and {@code pageSize}
 *     is what it gives anyway
 * @param parametersIn whether parameters go into the query or into the body
 * @param maxPages the most pages of one run; more is taken for a provider that goes in circles
 * @param maxEmptyPages the most pages without a record in a row; more is taken for the same
 * @param path of {@code next-link} and {@code cursor}: where in a page it is
 * @param parameter of {@code cursor}, {@code offset}, {@code page-number} and {@code last-id}: the
 *     provider's name for what it is told
 * @param first of {@code offset} and {@code page-number}: the number of the first record (0 if not
 *     set) or page (1)
 * @param hasMore where in a page is a true or false that says whether others follow; by {@code
 *     next-link} and {@code cursor} nothing else tells a lost link or cursor from the end
 * @param total of {@code offset} and {@code page-number}: where in a page is the number of records
 *     of all pages
 * @param shortPage of {@code offset}, {@code page-number} and {@code last-id}: whether a page with
 *     fewer records than {@code pageSize} is the last; go on if not set
 * @param fullPageWithoutLink of {@code link-header}: what a full page without any {@code Link}
 *     means; fail if not set
 */
public record Paging(
        Kind kind,
        @Nullable Integer pageSize,
        @DefaultValue("") String pageSizeParameter,
        @DefaultValue("query") ParametersIn parametersIn,
        @DefaultValue("100000") long maxPages,
        @DefaultValue("100") int maxEmptyPages,
        @Nullable FieldPath path,
        @Nullable String parameter,
        @Nullable Integer first,
        @Nullable FieldPath hasMore,
        @Nullable FieldPath total,
        @Nullable ShortPage shortPage,
        @Nullable FullPageWithoutLink fullPageWithoutLink) {

    private static final int LARGEST_PAGE = 10_000;
    private static final int USUAL_PAGE = 100;

    /** Where the next page comes from. */
    public enum Kind {
        /** From the provider's {@code Link} header (RFC 8288), {@code rel="next"}. */
        LINK_HEADER,
        /** From a link in the page. */
        NEXT_LINK,
        /** From a cursor in the page, which the provider is told. */
        CURSOR,
        /** By how many records came before it. */
        OFFSET,
        /** By counting pages. */
        PAGE_NUMBER,
        /** By the id of the last record before it. */
        LAST_ID
    }

    /** Where the provider takes its parameters. */
    public enum ParametersIn {
        QUERY,
        /**
         * The endpoint's JSON body; names are paths into it then, for instance {@code page.after}.
         */
        BODY
    }

    /** What a page with fewer records than were asked for means where nothing else ends a pull. */
    public enum ShortPage {
        /**
         * Nothing: only an empty page is the end. One call more, which a provider must answer so:
         * one that answers 400 or 404 beyond its end, or its last page again, needs {@link #END},
         * {@code hasMore} or {@code total}.
         */
        GO_ON,
        /** It is the last. A provider that never gives as many as it is asked for loses records. */
        END
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
        require(
                kind != null,
                "kind",
                "is missing: set it to link-header, next-link, cursor, offset, page-number or"
                        + " last-id");
        require(
                pageSize == null || pageSize >= 1 && pageSize <= LARGEST_PAGE,
                "page-size",
                "must be 1 to " + LARGEST_PAGE + ", got " + pageSize);
        require(maxPages >= 1, "max-pages", "must be at least 1, got " + maxPages);
        require(
                maxEmptyPages >= 0,
                "max-empty-pages",
                "must not be negative, got " + maxEmptyPages);
        new PagingRules(kind)
                .refuseMissing("path", path)
                .refuseMissing("parameter", parameter)
                .refuseUseless("path", path)
                .refuseUseless("parameter", parameter)
                .refuseUseless("first", first)
                .refuseUseless("has-more", hasMore)
                .refuseUseless("total", total)
                .refuseUseless("short-page", shortPage)
                .refuseUseless("full-page-without-link", fullPageWithoutLink)
                .refuseUseless(
                        "parameters-in", parametersIn == ParametersIn.BODY ? parametersIn : null)
                .refuseUnsendable("parameter", parameter, parametersIn)
                .refuseUnsendable("page-size-parameter", pageSizeParameter, parametersIn);
        require(
                hasMore == null || total == null,
                "has-more",
                "and total both say where the end is: leave one out");
        require(
                shortPage != ShortPage.END || hasMore == null && total == null,
                "short-page",
                "end contradicts has-more and total, which say where the end is: leave it out");
        new PagingRules(kind)
                .refuseUnknownSize(
                        pageSize != null || !pageSizeParameter.isEmpty(),
                        shortPage,
                        fullPageWithoutLink);
        require(
                parameter == null || !parameter.equals(pageSizeParameter),
                "parameter",
                "and page-size-parameter are the same, '" + parameter + "'");
    }

    static void require(boolean holds, String member, String rule) {
        if (!holds) {
            throw new BadMember(member, rule);
        }
    }

    /** Whether a page is known to be full by how many records it has; else that is a guess. */
    public boolean isSizeKnown() {
        return pageSize != null || !pageSizeParameter.isEmpty();
    }

    /** How many records a full page has. */
    public int fullPage() {
        return pageSize == null ? USUAL_PAGE : pageSize;
    }

    /** Where in a page, besides its records, it says what paging goes by. */
    public List<FieldPath> wanted() {
        return Stream.of(path, hasMore, total).flatMap(Stream::ofNullable).toList();
    }

    /** The provider's names of all that paging tells it. */
    List<String> parameters() {
        return Stream.of(pageSizeParameter, parameter == null ? "" : parameter)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What a full page without any {@code Link} means. */
    public boolean failsWithoutLink() {
        return fullPageWithoutLink != FullPageWithoutLink.END;
    }

    /** The way of this kind. */
    public Way way() {
        return switch (kind) {
            case LINK_HEADER -> new Way.LinkHeader();
            case NEXT_LINK -> new Way.NextLink(needed(path));
            case CURSOR -> new Way.Cursor(needed(path), needed(parameter));
            case OFFSET -> new Way.Offset(needed(parameter), first == null ? 0 : first);
            case PAGE_NUMBER -> new Way.PageNumber(needed(parameter), first == null ? 1 : first);
            case LAST_ID -> new Way.LastId(needed(parameter));
        };
    }

    private static <T> T needed(@Nullable T setting) {
        if (setting == null) {
            throw new IllegalStateException("refused at start");
        }
        return setting;
    }
}
