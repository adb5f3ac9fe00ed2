package io.tributary.nango.webhook;

/** Why a delivery is not authentic. None of them says how near it was. */
public enum Refusal {
    /** There is no {@link WebhookVerifier#SIGNATURE_HEADER}. */
    MISSING,
    /** The header came more than once; Nango sends exactly one. */
    REPEATED,
    /** The header is not 64 hex digits. */
    MALFORMED,
    /** None of the accepted keys signed these bytes. */
    NO_KEY_MATCHES
}
