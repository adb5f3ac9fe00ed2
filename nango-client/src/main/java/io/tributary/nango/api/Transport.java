package io.tributary.nango.api;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/** Sends one request within one deadline, body included; network trouble comes back as a value. */
record Transport(HttpClient client) {

    Exchange send(HttpRequest request, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response =
                    answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            return new Exchange.Answered(
                    response.statusCode(),
                    response.headers(),
                    new TimedBody(response.body(), left));
        } catch (TimeoutException e) {
            abandon(answer);
            return failed(FailureKind.TIMED_OUT, "no answer within " + timeout);
        } catch (InterruptedException e) {
            abandon(answer);
            Thread.currentThread().interrupt();
            return failed(FailureKind.INTERRUPTED, "interrupted while waiting for an answer");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    /** What a failure while the body was read means. */
    static NangoFailure failureOf(Throwable cause) {
        String what = wordsOf(cause);
        return switch (cause) {
            case AnswerTooLarge _ -> NangoFailure.malformed(0, what);
            case HttpConnectTimeoutException _, ConnectException _, SSLException _ ->
                    NangoFailure.withoutAnswer(FailureKind.UNREACHABLE, what);
            case HttpTimeoutException _ -> NangoFailure.withoutAnswer(FailureKind.TIMED_OUT, what);
            case IOException e when e.getCause() instanceof InterruptedException ->
                    NangoFailure.withoutAnswer(FailureKind.INTERRUPTED, what);
            case IOException _ -> NangoFailure.withoutAnswer(FailureKind.BROKEN, what);
            default -> throw new IllegalStateException("the HTTP client failed", cause);
        };
    }

    /** The JDK's client says of an unknown host and of a closed port nothing but the exception. */
    private static String wordsOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
            if (cause.getMessage() != null) {
                return cause.getClass().getSimpleName() + ": " + cause.getMessage();
            }
        }
        return failure.getClass().getSimpleName();
    }

    private static Exchange failed(@Nullable Throwable cause) {
        return new Exchange.Failed(failureOf(cause == null ? new IOException("unknown") : cause));
    }

    private static Exchange failed(FailureKind kind, String message) {
        return new Exchange.Failed(NangoFailure.withoutAnswer(kind, message));
    }

    /** Ends the exchange, also when its headers arrive at this very moment. */
    private static void abandon(CompletableFuture<HttpResponse<InputStream>> answer) {
        answer.cancel(true);
        var _ =
                answer.thenAccept(
                        late -> {
                            try {
                                late.body().close();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }
}
