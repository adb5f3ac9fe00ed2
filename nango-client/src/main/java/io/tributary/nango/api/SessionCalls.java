package io.tributary.nango.api;

import static io.tributary.nango.api.FailureKind.CONNECTION_UNKNOWN;
import static io.tributary.nango.api.FailureKind.INTEGRATION_UNKNOWN;

import io.tributary.nango.api.ApiCalls.Answer;
import io.tributary.nango.api.NangoJson.NotNango;

import java.util.List;

/** The calls of {@code /connect/sessions}, and what their answers mean. */
record SessionCalls(ApiCalls calls) {

    private static final String INVALID = "invalid_body";
    private static final String NO_INTEGRATION = "Integration does not exist";

    SessionAnswer connect(ConnectSessionRequest request) {
        return switch (calls.post("/connect/sessions", SessionJson.of(request))) {
            case Answer.Success success -> made(success);
            case Answer.Failure(NangoFailure failure, byte[] body) -> {
                List<BodyFlaw> flaws = SessionJson.flaws(body);
                boolean unknown =
                        isInvalid(failure)
                                && flaws.stream()
                                        .anyMatch(it -> it.message().equals(NO_INTEGRATION));
                yield new SessionAnswer.NoAnswer(
                        unknown ? failure.as(INTEGRATION_UNKNOWN) : failure, flaws);
            }
        };
    }

    SessionAnswer reconnect(ReconnectSessionRequest request) {
        return switch (calls.post("/connect/sessions/reconnect", SessionJson.of(request))) {
            case Answer.Success success -> made(success);
            case Answer.Failure(NangoFailure failure, byte[] body) -> {
                List<BodyFlaw> flaws = SessionJson.flaws(body);
                // What is wrong with the body itself is listed; an unknown pair only has a message.
                boolean unknown = isInvalid(failure) && flaws.isEmpty();
                yield new SessionAnswer.NoAnswer(
                        unknown ? failure.as(CONNECTION_UNKNOWN) : failure, flaws);
            }
        };
    }

    private static boolean isInvalid(NangoFailure failure) {
        return failure.status() == 400 && INVALID.equals(failure.code());
    }

    private static SessionAnswer made(Answer.Success success) {
        try {
            return new SessionAnswer.Made(SessionJson.session(success.body()), success.rateLimit());
        } catch (NotNango e) {
            return new SessionAnswer.NoAnswer(e.failure(success.status()), List.of());
        } finally {
            success.forget();
        }
    }
}
