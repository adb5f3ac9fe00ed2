package io.tributary.store.apikey;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

/** A token, in the words of OAuth 2. */
@Schema(name = "AccessToken", description = "A token, in the words of OAuth 2 (RFC 6749).")
record TokenView(
        @Schema(description = "For the header Authorization, after 'Bearer '.")
                @JsonProperty("access_token")
                String accessToken,
        @Schema(description = "Always Bearer.") @JsonProperty("token_type") String tokenType,
        @Schema(description = "Seconds until it expires.") @JsonProperty("expires_in")
                long expiresIn,
        @Schema(description = "What it allows.") String scope) {

    @Override
    public String toString() {
        return "TokenView[expiresIn=" + expiresIn + "]";
    }
}
