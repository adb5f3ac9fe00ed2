package io.tributary.worker.pull;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpHeaders;

/** Reads a page's body, keeping every digit of its numbers. */
@Component
class PageJson {

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    JsonNode read(byte[] body, HttpHeaders headers) {
        try {
            JsonNode page = json.readTree(body);
            if (!page.isMissingNode()) {
                return page;
            }
        } catch (JacksonException e) {
            // Its message quotes the body, which is a customer's; what matters is below.
        }
        throw PullFailed.unfit(
                "page_not_json",
                "The provider answered %d bytes of %s that are not JSON. Call the endpoint by hand: this definition needs one that answers JSON."
                        .formatted(
                                body.length,
                                headers.firstValue("content-type").orElse("no content type")));
    }
}
