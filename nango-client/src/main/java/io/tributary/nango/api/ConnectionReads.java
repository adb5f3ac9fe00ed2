package io.tributary.nango.api;

import static io.tributary.nango.api.FailureKind.CONNECTION_UNKNOWN;

import io.tributary.nango.api.ApiCalls.Answer;
import io.tributary.nango.api.NangoJson.NotNango;

import java.util.List;

/** The calls of {@code /connections}, and what their answers mean. */
record ConnectionReads(ApiCalls calls) {

    ConnectionAnswer one(String integration, String connectionId) {
        return switch (calls.get(pathOf(integration, connectionId))) {
            case Answer.Success success -> present(success, integration, connectionId);
            case Answer.Failure(NangoFailure failure, _) -> absentOrNone(failure);
        };
    }

    SettingsAnswer settings(String integration, String connectionId) {
        return switch (calls.get(pathOf(integration, connectionId))) {
            case Answer.Success success -> settings(success);
            case Answer.Failure(NangoFailure failure, _) ->
                    new SettingsAnswer.NoAnswer(
                            isNotFound(failure) ? failure.as(CONNECTION_UNKNOWN) : failure);
        };
    }

    ConnectionsAnswer page(ConnectionsQuery query) {
        return switch (calls.get("/connections?" + query.queryString())) {
            case Answer.Success success -> page(success, query);
            case Answer.Failure(NangoFailure failure, _) -> new ConnectionsAnswer.NoAnswer(failure);
        };
    }

    DeletionAnswer delete(String integration, String connectionId) {
        return switch (calls.delete(pathOf(integration, connectionId))) {
            case Answer.Success success -> deleted(success);
            case Answer.Failure(NangoFailure failure, _) -> goneOrNone(failure);
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
            return new SettingsAnswer.NoAnswer(e.failure(success.status()));
        } finally {
            success.forget();
        }
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
            return new ConnectionAnswer.NoAnswer(e.failure(success.status()));
        } finally {
            // The key may be one that reads credentials.
            success.forget();
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

    private static DeletionAnswer deleted(Answer.Success success) {
        try {
            ConnectionJson.checkSuccess(success.body());
            return new DeletionAnswer.Deleted(success.rateLimit());
        } catch (NotNango e) {
            return new DeletionAnswer.NoAnswer(e.failure(success.status()));
        }
    }

    private static DeletionAnswer goneOrNone(NangoFailure failure) {
        boolean integrationUnknown = failure.kind() == FailureKind.INTEGRATION_UNKNOWN;
        return integrationUnknown || failure.kind() == CONNECTION_UNKNOWN || isNotFound(failure)
                ? new DeletionAnswer.Absent(integrationUnknown, failure.rateLimit())
                : new DeletionAnswer.NoAnswer(failure);
    }

    private static boolean isNotFound(NangoFailure failure) {
        return failure.status() == 404 && "not_found".equals(failure.code());
    }

    private static ConnectionsAnswer page(Answer.Success success, ConnectionsQuery query) {
        try {
            List<ConnectionSummary> rows = ConnectionJson.summaries(success.body());
            return new ConnectionsAnswer.Page(query, rows, success.rateLimit());
        } catch (NotNango e) {
            return new ConnectionsAnswer.NoAnswer(e.failure(success.status()));
        }
    }
}
