package io.tributary.nango.api;

import io.tributary.nango.api.Exchange.Answered;
import io.tributary.nango.api.Exchange.Failed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Objects;

/** Calls of {@code /proxy}: ask, hand on what is the provider's, say what is Nango's. */
record ProxyCalls(String base, ApiKey key, Duration timeout, Transport transport) {

    ProxyAnswer call(ProxyRequest call) {
        Duration most = Objects.requireNonNullElse(call.timeout(), timeout);
        return switch (transport.send(request(call), most)) {
            case Failed(NangoFailure failure) -> new ProxyAnswer.NangoFailed(failure);
            case Answered answered ->
                    answered.isSuccess()
                            ? new ProxyAnswer.Ok(
                                    answered.status(), answered.headers(), answered.body())
                            : refused(answered);
        };
    }

    private HttpRequest request(ProxyRequest call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/proxy" + call.path()))
                        .header("Authorization", key.authorization())
                        .header("Provider-Config-Key", call.integration())
                        .header("Connection-Id", call.connectionId())
                        // Nango would repeat POSTs as well, and sleep without bound inside a call.
                        .header("Retries", "0");
        call.headers().forEach((name, value) -> request.header("Nango-Proxy-" + name, value));
        ProxyRequest.Body body = call.body();
        if (body == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", body.contentType())
                .setHeader("Nango-Proxy-Content-Type", body.contentType())
                .method(call.method(), BodyPublishers.ofByteArray(body.bytes()))
                .build();
    }

    private static ProxyAnswer refused(Answered answered) {
        byte[] prefix;
        try (TimedBody body = answered.body()) {
            prefix = body.readNBytes(NangoApi.ERROR_PREFIX);
        } catch (IOException e) {
            return new ProxyAnswer.NangoFailed(Transport.failureOf(e));
        }
        NangoFailure ours = Failures.ofProxy(answered.status(), answered.headers(), prefix);
        return ours == null
                ? new ProxyAnswer.ProviderFailed(answered.status(), answered.headers(), prefix)
                : new ProxyAnswer.NangoFailed(ours);
    }
}
