package io.tributary.ingress.http;

import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.Accepted;
import io.tributary.ingress.intake.Answer.Failed;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.NoSuchPath;
import io.tributary.ingress.intake.Answer.NotKept;
import io.tributary.ingress.intake.Answer.SenderGone;
import io.tributary.ingress.intake.Answer.TooLarge;
import io.tributary.ingress.intake.Answer.TooSlow;
import io.tributary.ingress.intake.Answer.Unauthentic;
import io.tributary.ingress.intake.Answer.UnknownEnvironment;
import io.tributary.ingress.intake.Answer.WrongMethod;
import io.tributary.nango.webhook.Refusal;
import io.tributary.nango.webhook.WebhookVerifier;

import org.springframework.http.HttpStatus;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * RFC 9457 details of an answer that is not 202. Says what to do about it, never what was in the
 * request or how near a signature was.
 */
record Problem(HttpStatus status, String detail) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Optional<Problem> of(Answer answer) {
        return switch (answer) {
            case Accepted _ -> Optional.empty();
            case Unauthentic(Refusal reason) -> problem(HttpStatus.UNAUTHORIZED, detail(reason));
            case UnknownEnvironment _ ->
                    problem(
                            HttpStatus.NOT_FOUND,
                            "No such environment; the URL must end with the name of a configured"
                                    + " one.");
            case NoSuchPath _ -> problem(HttpStatus.NOT_FOUND, "Nothing is served here.");
            case WrongMethod _ -> problem(HttpStatus.METHOD_NOT_ALLOWED, "Webhooks are posted.");
            case TooLarge _ ->
                    problem(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than is read.");
            case NotKept _ -> again("The webhook is not known to be durable. Deliver it again.");
            case NoRoom _ -> again("Too much is in progress. Deliver it again.");
            case SenderGone _ -> again("The body did not arrive. Deliver it again.");
            case TooSlow _ -> again("The body did not arrive in time. Deliver it again.");
            case Failed _ -> again("The webhook could not be handled. Deliver it again.");
        };
    }

    byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", status.getReasonPhrase());
        members.put("status", status.value());
        members.put("detail", detail);
        return JSON.writeValueAsBytes(members);
    }

    private static String detail(Refusal reason) {
        return switch (reason) {
            case MISSING -> "The header " + WebhookVerifier.SIGNATURE_HEADER + " is missing.";
            case REPEATED ->
                    "The header " + WebhookVerifier.SIGNATURE_HEADER + " came more than once.";
            case MALFORMED ->
                    "The header " + WebhookVerifier.SIGNATURE_HEADER + " is not 64 hex digits.";
            case NO_KEY_MATCHES ->
                    "The signature is of none of this environment's signing keys. The webhook"
                            + " signing key is not the API key.";
        };
    }

    private static Optional<Problem> again(String detail) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, detail);
    }

    private static Optional<Problem> problem(HttpStatus status, String detail) {
        return Optional.of(new Problem(status, detail));
    }
}
