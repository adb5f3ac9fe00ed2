package io.tributary.simulator.wire;

import java.net.URI;
import java.util.Optional;

/**
 * Where an answer sends its caller: 301, 302 and 303 turn a POST into a GET without body, all
 * others keep the method and the body. The headers stay, those of the body excepted.
 */
public final class Redirects {

    private Redirects() {}

    /** The request to send instead, if the answer is a redirect that names a place. */
    public static Optional<WireRequest> next(WireRequest request, WireResponse response) {
        if (response.status() < 300 || response.status() >= 400 || response.status() == 304) {
            return Optional.empty();
        }
        return response.headers().first("location").map(place -> follow(request, response, place));
    }

    private static WireRequest follow(WireRequest request, WireResponse response, String place) {
        Origin origin = request.origin();
        URI from =
                URI.create(
                        (origin.secure() ? "https://" : "http://")
                                + origin.hostHeader()
                                + request.target());
        URI to = from.resolve(place);
        Origin next = Origin.of(to);
        boolean asGet =
                response.status() == 303
                        || (response.status() < 303 && request.method().equals("POST"));
        HeaderList headers =
                request.headers()
                        .without(name -> asGet && isOfTheBody(name))
                        .without(name -> name.equals("authorization") && !next.equals(origin))
                        .set("Host", next.hostHeader());
        return new WireRequest(
                asGet ? "GET" : request.method(),
                next,
                Origin.target(to),
                headers,
                asGet ? new byte[0] : request.body());
    }

    private static boolean isOfTheBody(String name) {
        return name.startsWith("content-") || name.equals("transfer-encoding");
    }
}
