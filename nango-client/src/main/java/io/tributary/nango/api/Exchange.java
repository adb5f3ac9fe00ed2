package io.tributary.nango.api;

import java.net.http.HttpHeaders;

/** What came of one HTTP request. */
sealed interface Exchange {

    /** Headers came; the body is still on its way and must be closed. */
    record Answered(int status, HttpHeaders headers, TimedBody body) implements Exchange {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    record Failed(NangoFailure failure) implements Exchange {}
}
