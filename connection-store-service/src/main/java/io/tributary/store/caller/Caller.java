package io.tributary.store.caller;

import io.tributary.http.problem.ApiProblem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.util.Set;

/**
 * Who makes a call.
 *
 * @param name for the log
 * @param scopes what the token allows
 * @param user whom it speaks for, if it has the scope {@link Scope#CONNECT}
 */
public record Caller(String name, Set<Scope> scopes, @Nullable EndUser user) {

    public Caller {
        scopes = Set.copyOf(scopes);
        if (scopes.contains(Scope.CONNECT) != (user != null)) {
            throw new IllegalArgumentException(
                    "a caller speaks for a user exactly with scope " + Scope.CONNECT.text());
        }
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** The connections of one end user, or null: all. Whoever reads all need own none. */
    public @Nullable Own sees() {
        return may(Scope.READ) || may(Scope.OPERATE) ? null : own();
    }

    /** The connections that this caller may reconnect and disconnect, or null: all. */
    public @Nullable Own acts() {
        return may(Scope.CONNECT_ANY) ? null : own();
    }

    /**
     * @throws ApiProblem 403 if the caller is no end user
     */
    public Own own() {
        if (user == null) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "This call is for an end user: it needs a token with the scope %s."
                            .formatted(Scope.CONNECT.text()));
        }
        return new Own(user.id(), user.organizationId());
    }
}
