package io.tributary.simulator.proxy;

import io.tributary.simulator.account.Integration;
import io.tributary.simulator.connection.Connection;
import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.connection.Credentials;
import io.tributary.simulator.envelope.ApiException;
import io.tributary.simulator.provider.CrmProvider;
import io.tributary.simulator.wire.HeaderList;
import io.tributary.simulator.wire.Origin;
import io.tributary.simulator.wire.WireRequest;

import org.springframework.stereotype.Component;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Makes the call to the provider: the connection's credential on it, the caller's headers not. */
@Component
final class Upstream {

    private final CrmProvider builtIn;

    Upstream(CrmProvider builtIn) {
        this.builtIn = builtIn;
    }

    WireRequest request(ProxyOrder order, Integration integration, Connection connection) {
        String configured = integration.settings().baseUrl();
        URI base = configured == null ? builtIn.origin() : URI.create(configured);
        checkOverride(order, base);
        HeaderList headers = headers(order, connection);
        Origin origin = Origin.of(base);
        headers.set("Host", origin.hostHeader()).set("Connection", "keep-alive");
        if (configured == null) {
            headers.set(CrmProvider.ACCOUNT, account(connection.key()));
            origin = builtIn.address();
        }
        UpstreamBody body = UpstreamBody.of(order);
        if (body.contentType() != null) {
            headers.set("Content-Type", body.contentType());
        }
        if (body.bytes().length > 0) {
            headers.set("Content-Length", String.valueOf(body.bytes().length));
        }
        String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        return new WireRequest(
                order.method(), origin, prefix + order.target(), headers, body.bytes());
    }

    private static HeaderList headers(ProxyOrder order, Connection connection) {
        HeaderList headers = new HeaderList().set("Accept", "application/json, text/plain, */*");
        order.upstream()
                .without(name -> name.equals("content-length") || name.equals("transfer-encoding"))
                .lines()
                .forEach(line -> headers.set(line.name(), line.value()));
        Credentials.authorization(connection).ifPresent(it -> headers.set("Authorization", it));
        return headers.set("User-Agent", "axios/1.18.0").setIfAbsent("Accept-Encoding", "gzip");
    }

    /** A stand-in goes nowhere but where its configuration sends it. */
    private static void checkOverride(ProxyOrder order, URI base) {
        String override = order.baseUrlOverride();
        if (override != null && !Objects.equals(origin(override), Origin.of(base))) {
            throw notAllowed();
        }
    }

    private static Origin origin(String url) {
        try {
            return Origin.of(URI.create(url));
        } catch (IllegalArgumentException notAUrl) {
            throw notAllowed();
        }
    }

    private static ApiException notAllowed() {
        return new ApiException(
                400, "base_url_override_not_allowed", "This base URL override is not allowed.");
    }

    private static String account(ConnectionKey key) {
        return encode(key.environment())
                + "/"
                + encode(key.integration())
                + "/"
                + encode(key.connectionId());
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
