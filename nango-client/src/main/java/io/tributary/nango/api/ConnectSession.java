package io.tributary.nango.api;

import java.time.Instant;

/**
 * A connect session: for 30 minutes whoever holds its token may connect accounts that get the
 * session's tags. The token is not used up by a connection.
 *
 * @param token for the browser of the user for whom it was made, and for nobody else
 * @param connectLink Nango's own page with the token in it; of a self-hosted Nango it still calls
 *     the Cloud unless {@code apiURL} is appended
 * @param expiresAt by Nango's clock
 */
public record ConnectSession(String token, String connectLink, Instant expiresAt) {

    @Override
    public String toString() {
        return "ConnectSession[token=***, expiresAt=" + expiresAt + "]";
    }
}
