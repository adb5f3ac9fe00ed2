package io.tributary.worker.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * A page as the provider answered it, to its end. Close it: its body may lie in a file.
 *
 * @param status 200 to 299
 * @param took from when it was wanted until it was there
 */
record Page(int status, HttpHeaders headers, SpooledBody content, Duration took)
        implements AutoCloseable {

    private static final int NO_CONTENT = 204;

    /** From the beginning, each time. */
    InputStream body() throws IOException {
        return content.open();
    }

    /** Whether the provider says by its status that there is nothing. */
    boolean isNoContent() {
        return status == NO_CONTENT && bytes() == 0;
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
