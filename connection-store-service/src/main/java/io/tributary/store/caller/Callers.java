package io.tributary.store.caller;

import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.CallerSettings.Claims;
import io.tributary.store.ledger.Text;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From a verified token to a caller. */
public final class Callers {

    /** Of a tag's value at Nango, where the owner is kept. */
    private static final int LONGEST = 255;

    private final Claims claims;

    public Callers(CallerSettings settings) {
        this.claims = settings.claims();
    }

    /**
     * @throws ApiProblem 403 naming the claim, if the token is an end user's and does not say whose
     */
    public Caller of(Authentication authentication) {
        Set<Scope> scopes =
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(Objects::nonNull)
                        .map(Scope::ofAuthority)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
        EndUser user =
                scopes.contains(Scope.CONNECT) && authentication.getPrincipal() instanceof Jwt token
                        ? user(token)
                        : null;
        return new Caller(authentication.getName(), scopes, user);
    }

    private EndUser user(Jwt token) {
        String id = text(token, claims.userId());
        if (id == null || id.length() > LONGEST || !Text.clean(id).equals(id)) {
            throw ApiProblem.of(
                            HttpStatus.FORBIDDEN,
                            ("The token's claim '%s' must say which user it is for, in 1 to %d"
                                            + " characters (tributary.callers.claims.user-id names"
                                            + " the claim).")
                                    .formatted(claims.userId(), LONGEST))
                    .coded("caller_unnamed");
        }
        return new EndUser(
                id,
                text(token, claims.email()),
                text(token, claims.displayName()),
                text(token, claims.organizationId()),
                text(token, claims.organizationDisplayName()));
    }

    /** A number is as good an id as a text; anything else is as if it were not there. */
    private static @Nullable String text(Jwt token, String claim) {
        Object value = token.getClaims().get(claim);
        boolean given = value instanceof Number || value instanceof String text && !text.isBlank();
        return given ? String.valueOf(value) : null;
    }
}
