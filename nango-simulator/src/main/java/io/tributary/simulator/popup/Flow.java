package io.tributary.simulator.popup;

import io.tributary.simulator.account.AccountSettings.OauthApp;
import io.tributary.simulator.session.Attempt;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * A user who was sent to the provider and is expected back.
 *
 * @param state names it, there and back
 * @param verifier of PKCE; the provider has seen its hash
 * @param clientId of the page that waits; null if none said so
 */
record Flow(
        String state,
        Attempt attempt,
        String verifier,
        String redirectUri,
        @Nullable String clientId,
        Instant begun) {

    OauthApp app() {
        return attempt.integration().settings().oauth();
    }

    /** PKCE's {@code S256} (RFC 7636, 4.2). */
    String challenge() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
