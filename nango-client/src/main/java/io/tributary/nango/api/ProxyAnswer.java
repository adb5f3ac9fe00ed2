package io.tributary.nango.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What came of a call through the proxy. Nothing in an answer names its author: Nango's own errors
 * are told by their body, and a provider that imitates one exactly passes for Nango. What has
 * neither a JSON body nor the headers of Nango's limiter is taken for a gateway's.
 */
public sealed interface ProxyAnswer {

    /**
     * The provider answered 2xx. The status is not to be relied on (Nango turns 201 into 200 when
     * it buffers), nor are headers: of a buffered answer only {@code Content-Type} and request ids
     * arrive, of a chunked one all. Close it.
     */
    final class Ok implements ProxyAnswer, AutoCloseable {

        private final int status;
        private final HttpHeaders headers;
        private final TimedBody body;

        Ok(int status, HttpHeaders headers, TimedBody body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        /** The HTTP status, 200 to 299. */
        public int status() {
            return status;
        }

        /** The headers that Nango let through, among its own. */
        public HttpHeaders headers() {
            return headers;
        }

        /**
         * The body as it comes, to be read once. Reading throws {@link
         * java.net.http.HttpTimeoutException} when the request's timeout is over, any other {@link
         * IOException} when the connection breaks: never half a body as a whole one.
         */
        public InputStream body() {
            return body;
        }

        /**
         * The whole body; instead of {@link #body()}.
         *
         * @param most the most bytes to hold
         * @throws AnswerTooLarge if there are more
         * @throws IOException as of {@link #body()}
         */
        public byte[] bytes(int most) throws IOException {
            return body.readAll(most);
        }

        /** Nango's budget, unless the provider's headers of the same name replaced it. */
        public Optional<RateLimit> rateLimit() {
            return RateLimit.of(headers);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /**
     * The provider refused; status, headers and body are its own.
     *
     * @param bodyPrefix at most the first {@value NangoApi#ERROR_PREFIX} bytes
     */
    record ProviderFailed(int status, HttpHeaders headers, byte[] bodyPrefix)
            implements ProxyAnswer {

        /** How long the provider asks to wait. */
        public Optional<RetryAfter> retryAfter() {
            return RetryAfter.of(headers);
        }

        @Override
        public String toString() {
            return "ProviderFailed[status=" + status + "]";
        }
    }

    /**
     * The call did not get through: Nango refused it, could not reach the provider, or was away.
     */
    record NangoFailed(NangoFailure failure) implements ProxyAnswer {}
}
