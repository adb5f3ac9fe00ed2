package io.tributary.store.apikey;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.http.problem.ApiProblem;
import io.tributary.store.caller.Scope;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What a new key shall be. */
@Schema(name = "ApiKeyRequest", description = "What a new key shall be.")
record ApiKeyOrder(
        @Schema(
                        description = "What it is for, in 1 to 100 characters.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable String name,
        @Schema(
                        description = "What its tokens shall allow.",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {
                            "tributary.connect.any",
                            "tributary.read",
                            "tributary.operate"
                        })
                @Nullable List<String> scopes,
        @Schema(description = "Until when it can be exchanged; left out: until it is revoked.")
                @Nullable Instant expiresAt) {

    private static final int LONGEST_NAME = 100;

    /** An end user's own scope is not among them: a machine is nobody. */
    private static final List<String> ALLOWED =
            List.of(Scope.CONNECT_ANY.text(), Scope.READ.text(), Scope.OPERATE.text());

    String checkedName() {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw ApiProblem.parameter(
                    "name", "name must have 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    List<String> checkedScopes() {
        if (scopes == null || scopes.isEmpty() || !ALLOWED.containsAll(scopes)) {
            throw ApiProblem.parameter("scopes", "scopes must be one or more of " + ALLOWED + ".");
        }
        return scopes.stream().distinct().sorted().toList();
    }

    @Nullable Instant checkedExpiry(Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ApiProblem.parameter("expiresAt", "expiresAt must be later than now.");
        }
        return expiresAt;
    }
}
