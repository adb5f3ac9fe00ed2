package io.tributary.simulator.delivery;

import io.tributary.simulator.wire.HeaderList;
import io.tributary.simulator.wire.Origin;
import io.tributary.simulator.wire.Redirects;
import io.tributary.simulator.wire.WireClient;
import io.tributary.simulator.wire.WireRequest;
import io.tributary.simulator.wire.WireResponse;
import io.tributary.simulator.wire.WireTimeout;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One call to one address, redirects followed; all of it within one time limit. */
@Component
final class DeliveryCall {

    private final WireClient client;
    private final DeliveryHeaders headers;
    private final DeliverySettings settings;

    DeliveryCall(WireClient client, DeliveryHeaders headers, DeliverySettings settings) {
        this.client = client;
        this.headers = headers;
        this.settings = settings;
    }

    Outcome make(Webhook webhook, Signature signature, String url) {
        try {
            URI address = URI.create(url);
            Origin origin = Origin.of(address);
            HeaderList lines = headers.of(webhook, signature, origin);
            WireRequest request =
                    new WireRequest("POST", origin, Origin.target(address), lines, webhook.body());
            return new Outcome.Answered(lastAnswer(request).status());
        } catch (IOException failed) {
            return Outcome.of(failed);
        } catch (IllegalArgumentException notAnAddress) {
            return new Outcome.Hopeless(notAnAddress.toString());
        }
    }

    private WireResponse lastAnswer(WireRequest request) throws IOException {
        long end = System.nanoTime() + settings.timeout().toNanos();
        WireResponse response = client.exchange(request, settings.timeout());
        for (int followed = 0; followed < settings.maxRedirects(); followed++) {
            Optional<WireRequest> next = Redirects.next(request, response);
            if (next.isEmpty()) {
                return response;
            }
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                throw new WireTimeout(settings.timeout());
            }
            request = next.get();
            response = client.exchange(request, left);
        }
        if (Redirects.next(request, response).isPresent()) {
            throw new IOException("Maximum number of redirects exceeded");
        }
        return response;
    }
}
