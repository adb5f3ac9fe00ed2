package io.tributary.simulator.consent;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The codes that were given for a consent and not yet redeemed; each is good once. */
@Component
final class AuthorizationCodes {

    private final Map<String, Promise> byCode = new ConcurrentHashMap<>();

    /** What a code was given for. */
    record Promise(String clientId, String redirectUri, @Nullable String challenge) {

        /** PKCE (RFC 7636) with SHA-256; without a challenge anything goes. */
        boolean isKeptBy(String verifier) {
            return challenge == null || challenge.equals(challengeOf(verifier));
        }
    }

    String give(Promise promise) {
        String code = "code-" + UUID.randomUUID();
        byCode.put(code, promise);
        return code;
    }

    Optional<Promise> redeem(String code) {
        return Optional.ofNullable(byCode.remove(code));
    }

    private static String challengeOf(String verifier) {
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
