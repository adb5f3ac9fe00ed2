package io.tributary.ingress.intake;

import com.github.f4b6a3.uuid.UuidCreator;

import io.tributary.events.CloudEvent;
import io.tributary.events.ConnectionKey;
import io.tributary.events.EventCodec;
import io.tributary.events.EventSource;
import io.tributary.events.EventType;
import io.tributary.events.OversizedWebhook;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.ingress.durable.Outgoing;
import io.tributary.ingress.durable.RetryMarks;
import io.tributary.nango.webhook.VerifiedBody;
import io.tributary.nango.webhook.VerifiedDigest;
import io.tributary.nango.webhook.Webhook;
import io.tributary.nango.webhook.Webhook.AsyncAction;
import io.tributary.nango.webhook.Webhook.Attributed;
import io.tributary.nango.webhook.Webhook.Auth;
import io.tributary.nango.webhook.Webhook.Forward;
import io.tributary.nango.webhook.Webhook.Sync;
import io.tributary.nango.webhook.Webhook.Unknown;
import io.tributary.nango.webhook.WebhookLook;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;

/** Decides for each verified delivery which event it is and where that goes. */
@Component
class Sorter {

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    /** Key, headers and the batch's frame, which count towards the largest record. */
    private static final int AROUND_THE_BODY = 8 * 1024;

    private static final int LARGEST_AUTH_BODY = Topics.LARGEST_INBOX_RECORD - AROUND_THE_BODY;

    private record Place(Topic topic, String type, @Nullable Attributed about) {}

    private final RetryMarks marks;

    Sorter(RetryMarks marks) {
        this.marks = marks;
    }

    Outgoing sort(Delivery delivery, VerifiedBody body) {
        Place place = place(keyable(WebhookLook.at(body)), body.bytes().length);
        String contentType = place.about() != null || JsonCheck.isJson(body.bytes()) ? JSON : BYTES;
        return outgoing(
                delivery,
                place,
                new Content(body.sha256(), body.keyFingerprint(), null, contentType, body.bytes()));
    }

    Outgoing sort(Delivery delivery, VerifiedDigest digest) {
        byte[] summary = EventCodec.encode(new OversizedWebhook(digest.size(), digest.sha256()));
        return outgoing(
                delivery,
                new Place(Topics.DELIVERIES, EventType.OVERSIZED, null),
                new Content(
                        digest.sha256(),
                        digest.keyFingerprint(),
                        OversizedWebhook.SCHEMA,
                        JSON,
                        summary));
    }

    /** Nango's grammar lets an id of nothing but spaces pass; no connection has one. */
    private static Webhook keyable(Webhook webhook) {
        return webhook instanceof Attributed about
                        && (about.providerConfigKey().isBlank() || about.connectionId().isBlank())
                ? new Unknown()
                : webhook;
    }

    private static Place place(Webhook webhook, int size) {
        return switch (webhook) {
            case Auth auth when size <= LARGEST_AUTH_BODY ->
                    new Place(Topics.INBOX, EventType.AUTH_PREFIX + auth.operation(), auth);
            // Nango's own have a thousand bytes; whoever wrote this must not fill the inbox.
            case Auth _ -> unknown();
            case Sync sync -> new Place(Topics.DELIVERIES, EventType.SYNC, sync);
            case Forward forward -> new Place(Topics.DELIVERIES, EventType.FORWARD, forward);
            case AsyncAction action -> new Place(Topics.DELIVERIES, EventType.ASYNC_ACTION, action);
            case Unknown _ -> unknown();
        };
    }

    private static Place unknown() {
        return new Place(Topics.DELIVERIES, EventType.UNKNOWN, null);
    }

    private record Content(
            String bodySha256,
            String signingKey,
            @Nullable String schema,
            String contentType,
            byte[] data) {}

    private Outgoing outgoing(Delivery delivery, Place place, Content content) {
        String environment = delivery.environment().name();
        ConnectionKey key = key(environment, place.about());
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Map<String, String> extensions = new HashMap<>();
        extensions.put("nangobodysha256", content.bodySha256());
        extensions.put("nangosigningkey", content.signingKey());
        String earlier = marks.remember(environment, content.bodySha256(), id);
        if (earlier != null) {
            extensions.put("nangoretryof", earlier);
        }
        return new Outgoing(
                place.topic(),
                key,
                new CloudEvent(
                        id,
                        EventSource.ingress(environment),
                        place.type(),
                        key == null ? null : key.encoded(),
                        delivery.arrival().time(),
                        content.schema(),
                        content.contentType(),
                        extensions,
                        content.data()));
    }

    private static @Nullable ConnectionKey key(String environment, @Nullable Attributed about) {
        return about == null
                ? null
                : new ConnectionKey(environment, about.providerConfigKey(), about.connectionId());
    }
}
