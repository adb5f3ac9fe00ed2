package io.tributary.simulator.proxy;

import io.tributary.simulator.wire.WireResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The proxy always unpacks what the provider packed. */
final class Unzipped {

    private Unzipped() {}

    static WireResponse of(WireResponse response) throws IOException {
        boolean packed =
                response.headers()
                        .first("content-encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent();
        if (!packed || response.body().length == 0) {
            return response;
        }
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new WireResponse(
                    response.status(),
                    response.headers().without("content-encoding"::equals),
                    unpacked.readAllBytes());
        }
    }
}
