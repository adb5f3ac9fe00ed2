package io.tributary.store.apikey;

import io.tributary.store.caller.Scope;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether a key is good: at the exchange, and at each call that the store gets with its token. */
public final class KeyCheck implements AuthenticationProvider {

    private final ApiKeys keys;

    KeyCheck(ApiKeys keys) {
        this.keys = keys;
    }

    /** The key's name is its id; its authorities are scopes as they stand in a token. */
    @Override
    public Authentication authenticate(Authentication given) {
        try {
            return looked(given);
        } catch (DataAccessException e) {
            throw new InternalAuthenticationServiceException("the keys cannot be looked up", e);
        }
    }

    private Authentication looked(Authentication given) {
        UUID id = id(given.getName()).orElseThrow(KeyCheck::unknown);
        if (!keys.matches(id, String.valueOf(given.getCredentials()))) {
            throw unknown();
        }
        // Only who has the secret is told more.
        List<String> scopes =
                keys.use(id)
                        .orElseThrow(
                                () ->
                                        new BadCredentialsException(
                                                "The API key was revoked or has expired: ask an"
                                                        + " operator for a new one."));
        return UsernamePasswordAuthenticationToken.authenticated(
                id.toString(),
                null,
                scopes.stream()
                        .filter(scope -> Scope.of(scope).isPresent())
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private static BadCredentialsException unknown() {
        return new BadCredentialsException(
                "No API key has this id and secret; they are user and password of Basic"
                        + " authentication.");
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * Of a token that the store signed: whether its key is still good. Not a validator by its type:
     * Boot would have it look at every issuer's tokens.
     */
    public OAuth2TokenValidatorResult ofToken(Jwt token) {
        try {
            boolean good = id(String.valueOf(token.getSubject())).map(keys::isGood).orElse(false);
            return good
                    ? OAuth2TokenValidatorResult.success()
                    : refused("Its API key was revoked or has expired.");
        } catch (DataAccessException e) {
            return refused("Its API key cannot be looked up now; the call may be repeated.");
        }
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }
}
