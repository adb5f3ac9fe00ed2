package io.tributary.ingress.intake;

import io.tributary.ingress.environment.Environment;
import io.tributary.nango.webhook.StreamingVerifier;

import java.time.Instant;
import java.util.List;

/**
 * What somebody posted; nothing about it is verified.
 *
 * @param environment by the URL path
 * @param arrival of its headers
 */
public record Delivery(Environment environment, Arrival arrival, Body body) {

    /** When, by the wall clock and by {@link System#nanoTime()}. */
    public record Arrival(Instant time, long nanos) {

        public static Arrival now() {
            return new Arrival(Instant.now(), System.nanoTime());
        }
    }

    /** The body as far as it could be held. */
    public sealed interface Body {

        long size();

        /**
         * All of it.
         *
         * @param signatures every value of the signature header
         */
        record Whole(byte[] bytes, List<String> signatures) implements Body {
            @Override
            public long size() {
                return bytes.length;
            }
        }

        /**
         * Over the limit: seen, not held.
         *
         * @param seen was fed every byte
         */
        record Oversized(StreamingVerifier seen, long size) implements Body {}
    }
}
