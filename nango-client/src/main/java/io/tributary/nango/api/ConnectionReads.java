package io.tributary.nango.api;

import static io.tributary.nango.api.FailureKind.CONNECTION_UNKNOWN;

import io.tributary.nango.api.ConnectionJson.NotNango;
import io.tributary.nango.api.Exchange.Answered;
import io.tributary.nango.api.Exchange.Failed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The reads of {@code /connections}: ask, read the answer within bounds, say what it means. */
record ConnectionReads(String base, ApiKey key, Duration timeout, Transport transport) {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private sealed interface Answer {

        record Success(byte[] body, @Nullable RateLimit rateLimit) implements Answer {}

        record Failure(NangoFailure failure) implements Answer {}
    }

    ConnectionAnswer one(String integration, String connectionId) {
        return switch (get(pathOf(integration, connectionId))) {
            case Answer.Success success -> present(success, integration, connectionId);
            case Answer.Failure(NangoFailure failure) -> absentOrNone(failure);
        };
    }

    SettingsAnswer settings(String integration, String connectionId) {
        return switch (get(pathOf(integration, connectionId))) {
            case Answer.Success success -> settings(success);
            case Answer.Failure(NangoFailure failure) ->
                    new SettingsAnswer.NoAnswer(
                            isNotFound(failure) ? failure.as(CONNECTION_UNKNOWN) : failure);
        };
    }

    private static String pathOf(String integration, String connectionId) {
        return "/connections/"
                + PercentEncoding.of(connectionId)
                + "?provider_config_key="
                + PercentEncoding.of(integration);
    }

    private static SettingsAnswer settings(Answer.Success success) {
        try {
            return new SettingsAnswer.Present(
                    ConnectionJson.settings(success.body()), success.rateLimit());
        } catch (NotNango e) {
            return new SettingsAnswer.NoAnswer(malformed(e));
        } finally {
            Arrays.fill(success.body(), (byte) 0);
        }
    }

    ConnectionsAnswer page(ConnectionsQuery query) {
        return switch (get("/connections?" + query.queryString())) {
            case Answer.Success success -> page(success, query);
            case Answer.Failure(NangoFailure failure) -> new ConnectionsAnswer.NoAnswer(failure);
        };
    }

    private static ConnectionAnswer present(
            Answer.Success success, String integration, String connectionId) {
        try {
            ConnectionView view = ConnectionJson.view(success.body());
            if (!view.connectionId().equals(connectionId)
                    || !view.providerConfigKey().equals(integration)) {
                return new ConnectionAnswer.NoAnswer(
                        NangoFailure.malformed(200, "the answer is about another connection"));
            }
            return new ConnectionAnswer.Present(view, success.rateLimit());
        } catch (NotNango e) {
            return new ConnectionAnswer.NoAnswer(malformed(e));
        } finally {
            // The key may be one that reads credentials: they need not wait for the collector.
            Arrays.fill(success.body(), (byte) 0);
        }
    }

    private static ConnectionAnswer absentOrNone(NangoFailure failure) {
        if (failure.kind() == FailureKind.INTEGRATION_UNKNOWN) {
            return new ConnectionAnswer.Absent(true, failure.rateLimit());
        }
        return isNotFound(failure)
                ? new ConnectionAnswer.Absent(false, failure.rateLimit())
                : new ConnectionAnswer.NoAnswer(failure);
    }

    private static boolean isNotFound(NangoFailure failure) {
        return failure.status() == 404 && "not_found".equals(failure.code());
    }

    private static ConnectionsAnswer page(Answer.Success success, ConnectionsQuery query) {
        try {
            List<ConnectionSummary> rows = ConnectionJson.summaries(success.body());
            return new ConnectionsAnswer.Page(query, rows, success.rateLimit());
        } catch (NotNango e) {
            return new ConnectionsAnswer.NoAnswer(malformed(e));
        }
    }

    private static NangoFailure malformed(NotNango reason) {
        return NangoFailure.malformed(200, String.valueOf(reason.getMessage()));
    }

    private Answer get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", key.authorization())
                        .header("Accept", "application/json")
                        .build();
        return switch (transport.send(request, timeout)) {
            case Failed(NangoFailure failure) -> new Answer.Failure(failure);
            case Answered answered -> read(answered);
        };
    }

    private static Answer read(Answered answered) {
        try (TimedBody body = answered.body()) {
            byte[] bytes = body.readAll(MOST_BYTES);
            return answered.isSuccess()
                    ? new Answer.Success(bytes, RateLimit.of(answered.headers()).orElse(null))
                    : new Answer.Failure(
                            Failures.ofApi(answered.status(), answered.headers(), bytes));
        } catch (IOException e) {
            return new Answer.Failure(Transport.failureOf(e));
        }
    }
}
