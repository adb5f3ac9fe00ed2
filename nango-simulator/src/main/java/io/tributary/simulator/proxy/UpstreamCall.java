package io.tributary.simulator.proxy;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.json.CanonicalJson;
import io.tributary.simulator.json.JsJson;
import io.tributary.simulator.wire.Redirects;
import io.tributary.simulator.wire.WireClient;
import io.tributary.simulator.wire.WireRequest;
import io.tributary.simulator.wire.WireResponse;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Calls the provider, as often as the caller allows. */
@Component
final class UpstreamCall {

    /** The real proxy waits for ever; this is as long as a caller could. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final WireClient client;
    private final ProxySettings settings;

    UpstreamCall(WireClient client, ProxySettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** How a call ended. */
    sealed interface Answer {

        /** The provider answered, well or badly. */
        record Upstream(WireResponse response) implements Answer {}

        /** There was no answer; the body is Nango's own, not in its envelope. */
        record Unreachable(byte[] body) implements Answer {}
    }

    Answer make(WireRequest request, ProxyOrder order, Integration integration)
            throws InterruptedException {
        Duration wait = settings.retryDelay();
        Answer answer = once(request);
        for (int retry = 0; retry < order.retries() && isRetried(answer, order); retry++) {
            Thread.sleep(asked(answer, integration).orElse(wait));
            wait = wait.multipliedBy(2);
            answer = once(request);
        }
        return answer;
    }

    private static boolean isRetried(Answer answer, ProxyOrder order) {
        return switch (answer) {
            case Answer.Unreachable _ -> true;
            case Answer.Upstream(var response) ->
                    response.status() >= 500
                            || response.status() == 429
                            || response.status() == 401
                            || order.retryOn().contains(response.status());
        };
    }

    /** Only some providers are known to mean it, and only seconds are understood. */
    private static Optional<Duration> asked(Answer answer, Integration integration) {
        return integration.settings().honoursRetryAfter()
                        && answer instanceof Answer.Upstream(var response)
                ? response.headers()
                        .first("Retry-After")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private Answer once(WireRequest request) {
        try {
            return new Answer.Upstream(Unzipped.of(followed(request)));
        } catch (UnknownHostException unknown) {
            throw new ApiException(
                    400, "base_url_override_not_allowed", "The host cannot be resolved.");
        } catch (IOException failed) {
            return new Answer.Unreachable(unreachable(request, failed));
        }
    }

    private WireResponse followed(WireRequest request) throws IOException {
        WireResponse response = client.exchange(request, FOR_EVER);
        WireRequest last = request;
        for (int followed = 0; followed < settings.maxRedirects(); followed++) {
            Optional<WireRequest> next = Redirects.next(last, response);
            if (next.isEmpty()) {
                return response;
            }
            last = next.get();
            response = client.exchange(last, FOR_EVER);
        }
        return response;
    }

    private static byte[] unreachable(WireRequest request, IOException failed) {
        boolean refused = failed instanceof ConnectException;
        String code = refused ? "ECONNREFUSED" : "ECONNRESET";
        String message =
                refused
                        ? "connect ECONNREFUSED %s:%d"
                                .formatted(request.origin().host(), request.origin().port())
                        : "socket hang up";
        return CanonicalJson.rewrite(
                JsJson.object()
                        .put("message", message)
                        .put("code", code)
                        .put("method", request.method().toLowerCase(Locale.ROOT)));
    }
}
