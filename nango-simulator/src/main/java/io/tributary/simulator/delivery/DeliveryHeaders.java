package io.tributary.simulator.delivery;

import io.tributary.simulator.wire.HeaderList;
import io.tributary.simulator.wire.Origin;

import org.springframework.stereotype.Component;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The headers of a delivery, in the order and case of the real ones. What a third party sent under
 * the same name takes the place of a default; only the signatures and the length it cannot take.
 */
@Component
final class DeliveryHeaders {

    private static final String USER_AGENT =
            "nango/0.71.4 (linux/%s; node.js/22.23.3)".formatted(System.getProperty("os.version"));

    private final boolean tracing;

    DeliveryHeaders(DeliverySettings settings) {
        this.tracing = settings.tracing();
    }

    HeaderList of(Webhook webhook, Signature signature, Origin origin) {
        HeaderList headers =
                new HeaderList()
                        .set("Accept", "application/json, text/plain, */*")
                        .set("Content-Type", "application/json");
        webhook.thirdParty().lines().forEach(line -> headers.set(line.name(), line.value()));
        headers.set("X-Nango-Signature", signature.legacy())
                .set("X-Nango-Hmac-Sha256", signature.hmac())
                .set("user-agent", USER_AGENT)
                .set("Content-Length", String.valueOf(webhook.body().length))
                .setIfAbsent("Accept-Encoding", "gzip, compress, deflate, br");
        if (tracing) {
            trace(headers);
        }
        return headers.set("Host", origin.hostHeader()).set("Connection", "keep-alive");
    }

    private static void trace(HeaderList headers) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long trace = random.nextLong(Long.MAX_VALUE);
        long parent = random.nextLong(Long.MAX_VALUE);
        HexFormat hex = HexFormat.of();
        String high = hex.toHexDigits(random.nextInt()) + "00000000";
        headers.set("x-datadog-trace-id", String.valueOf(trace))
                .set("x-datadog-parent-id", String.valueOf(parent))
                .set("x-datadog-sampling-priority", "1")
                .set("x-datadog-tags", "_dd.p.tid=" + high + ",_dd.p.dm=-0")
                .set(
                        "traceparent",
                        "00-%s%s-%s-01"
                                .formatted(high, hex.toHexDigits(trace), hex.toHexDigits(parent)))
                .set(
                        "tracestate",
                        "dd=t.dm:-0;t.tid:%s;s:1;p:%s".formatted(high, hex.toHexDigits(parent)));
    }
}
