package io.tributary.store.inbox;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.EventType;
import io.tributary.events.Observation;
import io.tributary.events.RequestedDeletion;
import io.tributary.events.Restatement;
import io.tributary.nango.webhook.AuthOperation;
import io.tributary.nango.webhook.AuthReading;
import io.tributary.nango.webhook.AuthWebhook;
import io.tributary.store.decision.Facts;
import io.tributary.store.decision.Input;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** From an event to the input that the rules know. */
final class Inputs {

    private static final Pattern ERROR_TYPE = Pattern.compile("[a-z0-9_]{1,100}");

    private Inputs() {}

    static Input of(long offset, ConnectionKey key, CloudEvent event) {
        String type = event.type();
        if (type.equals(Observation.Present.CE_TYPE) || type.equals(Observation.Absent.CE_TYPE)) {
            return switch (EventCodec.decodeObservation(event)) {
                case Observation.Present present -> new Input.Seen(offset, present);
                case Observation.Absent absent -> new Input.Missing(offset, absent);
            };
        }
        if (type.equals(Restatement.CE_TYPE)) {
            Restatement restatement = EventCodec.decodeRestatement(event);
            Restatement.Told told = restatement.told();
            return new Input.Restated(
                    offset, restatement.generation(), told == null ? null : Facts.of(told));
        }
        if (type.equals(RequestedDeletion.CE_TYPE)) {
            // Whatever Nango said to it: somebody meant it to be gone, so Nango is asked.
            EventCodec.decodeRequestedDeletion(event);
            return new Input.DeletionClaimed(offset);
        }
        // An operation that is not known may have a body of any shape: it is not looked at.
        return type.startsWith(EventType.AUTH_PREFIX)
                        && AuthOperation.of(type.substring(EventType.AUTH_PREFIX.length()))
                                != AuthOperation.UNKNOWN
                ? webhook(offset, key, event.data())
                : new Input.Unrecognised(offset);
    }

    private static Input webhook(long offset, ConnectionKey key, byte @Nullable [] body) {
        if (body == null) {
            throw new Unreadability("no-value", "the record has no value");
        }
        return switch (AuthWebhook.parse(body)) {
            case AuthReading.Unreadable(String reason) ->
                    throw new Unreadability("malformed", reason);
            case AuthReading.Readable(AuthWebhook webhook) -> {
                if (!webhook.connectionId().equals(key.connectionId())
                        || !webhook.providerConfigKey().equals(key.integration())) {
                    throw new Unreadability(
                            "other-connection", "the body names another connection than the key");
                }
                yield claim(offset, webhook);
            }
        };
    }

    private static Input claim(long offset, AuthWebhook webhook) {
        boolean success = webhook.success();
        String error = errorType(webhook.error());
        return switch (webhook.knownOperation()) {
            case CREATION ->
                    success
                            ? new Input.Authorized(offset)
                            : new Input.AuthorizationFailed(offset, false, error);
            case OVERRIDE ->
                    success
                            ? new Input.Authorized(offset)
                            : new Input.AuthorizationFailed(offset, true, error);
            case REFRESH ->
                    success
                            ? new Input.RefreshRecovered(offset)
                            : new Input.RefreshFailed(offset, error);
            case DELETION ->
                    success ? new Input.DeletionClaimed(offset) : new Input.Unrecognised(offset);
            case UNKNOWN -> new Input.Unrecognised(offset);
        };
    }

    /** Anyone may have written the webhook: only what looks like one of Nango's types is told. */
    private static @Nullable String errorType(AuthWebhook.@Nullable Error error) {
        return error != null && ERROR_TYPE.matcher(error.type()).matches() ? error.type() : null;
    }
}
