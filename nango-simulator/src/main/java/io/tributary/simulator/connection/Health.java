package io.tributary.simulator.connection;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a connection's credential stands: with the provider, and as far as Nango knows.
 *
 * @param revoked the provider takes it no more, and says so with this error
 * @param errorLogId the auth error that the API shows, until an attempt succeeds
 * @param lastFailure of a refresh; another is not tried for a while
 */
public record Health(
        @Nullable Trouble revoked, @Nullable String errorLogId, @Nullable Instant lastFailure) {

    public static final Health GOOD = new Health(null, null, null);

    /** An error as webhooks tell it. */
    public record Trouble(String type, String description) {}

    Health revokedWith(Trouble trouble) {
        return new Health(trouble, errorLogId, lastFailure);
    }

    Health repaired() {
        return new Health(null, errorLogId, lastFailure);
    }

    Health failed(String logId, Instant at) {
        return new Health(revoked, errorLogId == null ? logId : errorLogId, at);
    }
}
