package io.tributary.nango.webhook;

import java.util.HexFormat;
import java.util.List;

/** What the signature header claims, before any byte of the body was seen. */
sealed interface ClaimedSignature {

    int HEX_DIGITS = 64;

    record Decoded(byte[] hmac) implements ClaimedSignature {}

    record Unusable(Refusal reason) implements ClaimedSignature {}

    static ClaimedSignature of(List<String> headerValues) {
        if (headerValues.isEmpty()) {
            return new Unusable(Refusal.MISSING);
        }
        if (headerValues.size() > 1) {
            return new Unusable(Refusal.REPEATED);
        }
        String value = headerValues.getFirst();
        if (value.length() != HEX_DIGITS || !value.chars().allMatch(HexFormat::isHexDigit)) {
            return new Unusable(Refusal.MALFORMED);
        }
        return new Decoded(HexFormat.of().parseHex(value));
    }
}
