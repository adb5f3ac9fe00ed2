package io.tributary.store.apikey;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.token.StoreTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The exchange of a key for a token. */
@RestController
@Tag(name = "API keys")
class TokenController {

    private static final String GRANT = "client_credentials";

    private final StoreTokens tokens;
    private final Clock clock;

    TokenController(StoreTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostMapping("/api/token")
    @Operation(
            operationId = "exchangeApiKey",
            summary = "Exchange an API key for a short token",
            description =
                    "OAuth 2's client credentials grant: the key's id and secret as user and"
                            + " password of Basic authentication. The token is for store and"
                            + " workers alike; get a new one when it expires.",
            security = @SecurityRequirement(name = "apiKey"))
    @ApiResponse(responseCode = "200", description = "The token.")
    ResponseEntity<TokenView> exchange(
            @Parameter(description = "May be left out; if it is there, " + GRANT + ".")
                    @RequestParam(name = "grant_type", required = false)
                    @Nullable String grantType,
            @Parameter(description = "Fewer scopes than the key has, with spaces between.")
                    @RequestParam(required = false)
                    @Nullable String scope,
            Authentication key) {
        if (grantType != null && !grantType.equals(GRANT)) {
            throw ApiProblem.parameter("grant_type", "grant_type must be " + GRANT + ".")
                    .coded("unsupported_grant_type");
        }
        if (!tokens.canSign()) {
            throw ApiProblem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "This store has nothing to sign tokens with: an operator must set"
                            + " tributary.tokens.signing-key.");
        }
        String granted = String.join(" ", granted(scope, key));
        StoreTokens.Signed token = tokens.sign(key.getName(), granted);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new TokenView(
                                token.text(),
                                "Bearer",
                                Duration.between(clock.instant(), token.expiresAt()).toSeconds(),
                                granted));
    }

    private static List<String> granted(@Nullable String wanted, Authentication key) {
        List<String> has =
                key.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
        if (wanted == null) {
            return has;
        }
        List<String> asked = Arrays.stream(wanted.split(" ")).filter(it -> !it.isEmpty()).toList();
        if (asked.isEmpty() || !has.containsAll(asked)) {
            throw ApiProblem.parameter("scope", "scope must be of those that the key has: " + has)
                    .coded("invalid_scope");
        }
        return asked;
    }
}
