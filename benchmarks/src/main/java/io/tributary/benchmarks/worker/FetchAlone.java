package io.tributary.benchmarks.worker;

import io.tributary.benchmarks.service.Simulator;
import io.tributary.events.ConnectionKey;
import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.NangoApi;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.nango.api.ProxyRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets page after page through the proxy, and drops the bytes. */
final class FetchAlone {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final Pattern NEXT = Pattern.compile("<https?://[^/]+([^>]*)>;\\s*rel=\"next\"");

    private FetchAlone() {}

    /**
     * @param records how many there are
     * @return records per second
     */
    static double run(Simulator simulator, ConnectionKey connection, String first, int records)
            throws IOException {
        try (NangoApi nango =
                NangoApi.at(simulator.base(), new ApiKey(Simulator.API_KEY)).build()) {
            long start = System.nanoTime();
            String path = first;
            while (path != null) {
                path = fetch(nango, connection, path);
            }
            return records / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static @Nullable String fetch(NangoApi nango, ConnectionKey connection, String path)
            throws IOException {
        ProxyAnswer answer =
                nango.proxy(
                        ProxyRequest.get(
                                connection.integration(), connection.connectionId(), path));
        if (!(answer instanceof ProxyAnswer.Ok ok)) {
            throw new IllegalStateException("a page was answered " + answer);
        }
        try (ok) {
            if (ok.bytes(LARGEST).length == 0) {
                throw new IllegalStateException("a page was empty");
            }
            return next(ok.headers());
        }
    }

    private static @Nullable String next(HttpHeaders headers) {
        Matcher next = NEXT.matcher(headers.firstValue("link").orElse(""));
        return next.find() ? next.group(1) : null;
    }
}
