package io.tributary.worker.pull;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Locale;

/** Reads a page's JSON piece by piece, keeping every digit of its numbers. */
@Component
class PageJson {

    /** Jackson writes no deeper than 500, and a record is wrapped before it is published. */
    static final int DEEPEST = 400;

    private final JsonMapper json =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    // The page is closed by whoever got it, and may be read again before.
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // Whoever reads piece by piece is followed by tokens.
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    JsonParser open(Page page) throws IOException {
        return json.createParser(page.body());
    }

    /** Never with Jackson's own message: it quotes the page, which is a customer's. */
    PullFailed refused(JacksonException failure, Page page) {
        return switch (failure) {
            case JacksonIOException e -> SpoolTrouble.of(e.getCause());
            case StreamConstraintsException _ ->
                    PullFailed.unfit(
                            "page_beyond_limits",
                            "A page nests deeper than %d levels, or has a string, number or name longer than any worker reads (20 million characters, 1000 digits, 50000 characters). Leave such members out by the endpoint's parameters."
                                    .formatted(DEEPEST));
            default -> notJson(page);
        };
    }

    /**
     * A type that promises no JSON is a page for people more likely than a definition's mistake.
     */
    PullFailed notJson(Page page) {
        String type = page.contentType().toLowerCase(Locale.ROOT);
        return PullFailed.unfit(
                type.contains("/") && !type.contains("json") ? "page_wrong_type" : "page_not_json",
                "The provider answered %d bytes of %s that are not JSON. Call the endpoint by hand: this definition needs one that answers JSON."
                        .formatted(page.bytes(), page.contentType()));
    }
}
