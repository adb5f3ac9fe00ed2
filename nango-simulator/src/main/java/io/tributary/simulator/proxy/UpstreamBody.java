package io.tributary.simulator.proxy;

import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.FormJson;
import io.tributary.simulator.json.JsJson;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What becomes of a request's body on its way to the provider: JSON is parsed and written again, a
 * form becomes JSON unless the caller names the upstream type, plain text is called a form.
 */
record UpstreamBody(byte[] bytes, @Nullable String contentType) {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    static UpstreamBody of(ProxyOrder order) {
        String named = order.upstream().first("Content-Type").orElse(null);
        String sent =
                order.contentType() == null ? "" : order.contentType().toLowerCase(Locale.ROOT);
        if (order.body().length == 0) {
            return new UpstreamBody(order.body(), named);
        }
        if (sent.startsWith(JSON)) {
            byte[] rewritten = CanonicalJson.rewrite(JsJson.parse(order.body()));
            return new UpstreamBody(rewritten, named == null ? JSON : named);
        }
        if (sent.startsWith(FORM) && named == null) {
            return new UpstreamBody(CanonicalJson.rewrite(FormJson.parse(order.body())), JSON);
        }
        if (sent.startsWith("text/plain") && named == null) {
            return new UpstreamBody(order.body(), FORM);
        }
        return new UpstreamBody(order.body(), named == null ? order.contentType() : named);
    }
}
