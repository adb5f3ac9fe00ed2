package io.tributary.store.connect;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.http.problem.ApiProblem;
import io.tributary.nango.NangoGrammar;
import io.tributary.nango.NangoTags;
import io.tributary.store.caller.Caller;
import io.tributary.store.caller.CallerSettings.Claims;
import io.tributary.store.caller.EndUser;
import io.tributary.store.caller.Scope;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is wanted of a session token. */
@Schema(name = "SessionTokenRequest", description = "For whom and for what a session is wanted.")
record SessionOrder(
        @Schema(description = "Keys of the integrations to choose from; all if left out.")
                @Nullable List<String> integrations,
        @Schema(description = "The environment; may be left out where one is configured.")
                @Nullable String environment,
        @Schema(
                        description =
                                "Whose the connections will be: only by a token with the scope"
                                        + " tributary.connect.any. An end user's are their own.")
                @Nullable Named owner,
        @Schema(
                        description =
                                "More tags for the connections, only by a token with the scope"
                                        + " tributary.connect.any. Nango keeps ten at most, those"
                                        + " that name the owner included, keys in lower case.")
                @Nullable Map<String, String> tags) {

    /** Whom a backend names. */
    @Schema(name = "SessionOwner", description = "An end user of the product.")
    record Named(
            @Schema(
                            description = "The product's id of the user, 1 to 255 characters.",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String endUserId,
            @Schema(description = "The user's e-mail address.") @Nullable String email,
            @Schema(description = "The user's name.") @Nullable String displayName,
            @Schema(description = "The product's id of the organization.")
                    @Nullable String organizationId,
            @Schema(description = "The organization's name.")
                    @Nullable String organizationDisplayName) {

        private EndUser user() {
            if (endUserId == null) {
                throw ApiProblem.parameter(
                                "owner.endUserId",
                                "owner.endUserId must be there: the product's id of the user.")
                        .coded("owner_refused");
            }
            return new EndUser(
                    endUserId, email, displayName, organizationId, organizationDisplayName);
        }
    }

    /** As Nango takes them: names that it cannot know are refused without asking it. */
    List<String> named(List<String> allowed) {
        if (integrations == null) {
            return allowed;
        }
        if (integrations.isEmpty()) {
            throw ApiProblem.parameter(
                    "integrations", "integrations must name one at least, or be left out for all.");
        }
        for (String key : integrations) {
            if (key == null || !NangoGrammar.isIntegrationKey(key)) {
                throw unknown(key);
            }
            if (!allowed.isEmpty() && !allowed.contains(key)) {
                throw ApiProblem.parameter(
                                "integrations",
                                "The integration '%s' may not be connected here; GET".formatted(key)
                                        + " /api/integrations lists those that may.")
                        .coded("integration_not_allowed");
            }
        }
        return integrations;
    }

    static ApiProblem unknown(@Nullable String key) {
        return ApiProblem.parameter(
                        "integrations",
                        "Nango does not know the integration '%s'; GET /api/integrations lists"
                                        .formatted(key)
                                + " those that it does.")
                .coded("integration_unknown");
    }

    /** The tags that say whose the connections will be, and what else the backend wants. */
    Map<String, String> tagsFor(Caller caller, Claims claims) {
        if ((owner != null || tags != null) && !caller.may(Scope.CONNECT_ANY)) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "To name an owner or tags needs a token with the scope %s."
                            .formatted(Scope.CONNECT_ANY.text()));
        }
        Map<String, String> all = new TreeMap<>(more());
        if (owner != null) {
            all.putAll(OwnerTags.of(owner.user(), member -> "owner." + member));
            return checked(all);
        }
        EndUser user = caller.user();
        if (user == null) {
            throw ApiProblem.parameter(
                    "owner", "owner must be there: the token is no end user's own.");
        }
        all.putAll(OwnerTags.of(user, member -> claim(member, claims)));
        return checked(all);
    }

    private Map<String, String> more() {
        Map<String, String> more = new TreeMap<>();
        if (tags != null) {
            tags.forEach(
                    (key, value) -> {
                        if (value == null
                                || OwnerTags.KEYS.contains(key.toLowerCase(Locale.ROOT))) {
                            throw ApiProblem.parameter(
                                            "tags",
                                            "tags."
                                                    + key
                                                    + " must be a text, and none of "
                                                    + OwnerTags.KEYS
                                                    + ", which owner sets.")
                                    .coded("owner_refused");
                        }
                        more.put(key, value);
                    });
        }
        return more;
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        try {
            NangoTags.check(tags);
            return tags;
        } catch (IllegalArgumentException e) {
            throw ApiProblem.parameter("tags", "tags: " + e.getMessage(), e).coded("owner_refused");
        }
    }

    private static String claim(String member, Claims claims) {
        return "The token's claim '%s'"
                .formatted(
                        switch (member) {
                            case "endUserId" -> claims.userId();
                            case "email" -> claims.email();
                            case "displayName" -> claims.displayName();
                            case "organizationId" -> claims.organizationId();
                            default -> claims.organizationDisplayName();
                        });
    }
}
