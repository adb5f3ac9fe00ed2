package io.tributary.worker.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * A page as the provider answered it, to its end. Close it: its body may lie in a file.
 *
 * @param took from when it was wanted until it was there
 */
record Page(HttpHeaders headers, SpooledBody content, Duration took) implements AutoCloseable {

    /** From the beginning, each time. */
    InputStream body() throws IOException {
        return content.open();
    }

    long bytes() {
        return content.bytes();
    }

    /** For messages; cut, as it is the provider's. */
    String contentType() {
        String type = headers.firstValue("content-type").orElse("no content type");
        return type.substring(0, Math.min(type.length(), 100));
    }

    @Override
    public void close() {
        content.close();
    }
}
