package io.tributary.nango.api;

import io.tributary.nango.api.Exchange.Answered;
import io.tributary.nango.api.Exchange.Failed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;

/** Calls of Nango's own API: ask, read the answer within bounds, say whose failure it is. */
record ApiCalls(String base, ApiKey key, Duration timeout, Transport transport) {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    sealed interface Answer {

        record Success(int status, byte[] body, @Nullable RateLimit rateLimit) implements Answer {

            /** What it holds may be secret and need not wait for the collector. */
            void forget() {
                Arrays.fill(body, (byte) 0);
            }
        }

        /** Of a failure without an answer the body is empty. */
        record Failure(NangoFailure failure, byte[] body) implements Answer {}
    }

    Answer get(String path) {
        return call(request(path).GET().build());
    }

    Answer delete(String path) {
        return call(request(path).DELETE().build());
    }

    Answer post(String path, byte[] json) {
        return call(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", key.authorization())
                .header("Accept", "application/json");
    }

    private Answer call(HttpRequest request) {
        return switch (transport.send(request, timeout)) {
            case Failed(NangoFailure failure) -> new Answer.Failure(failure, new byte[0]);
            case Answered answered -> read(answered);
        };
    }

    private static Answer read(Answered answered) {
        try (TimedBody body = answered.body()) {
            byte[] bytes = body.readAll(MOST_BYTES);
            return answered.isSuccess()
                    ? new Answer.Success(
                            answered.status(), bytes, RateLimit.of(answered.headers()).orElse(null))
                    : new Answer.Failure(
                            Failures.ofApi(answered.status(), answered.headers(), bytes), bytes);
        } catch (IOException e) {
            return new Answer.Failure(Transport.failureOf(e), new byte[0]);
        }
    }
}
