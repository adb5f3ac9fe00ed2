package io.tributary.store.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * What the page reads before anything else; no secret is in it.
 *
 * @param environment whose integrations it shows
 * @param signIn null where nobody has set it up
 */
record ConfigView(String environment, @Nullable SignInView signIn) {

    static ConfigView of(String environment, PageSettings settings) {
        PageSettings.SignIn signIn = settings.signIn();
        return new ConfigView(environment, signIn == null ? null : SignInView.of(signIn));
    }

    /** Only what belongs to its kind. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignInView(
            String kind,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String scope,
            @Nullable List<String> origins) {

        static SignInView of(PageSettings.SignIn signIn) {
            PageSettings.Kind kind = requireNonNull(signIn.kind());
            String name = kind.name().toLowerCase(Locale.ROOT);
            return switch (kind) {
                case OIDC ->
                        new SignInView(
                                name,
                                requireNonNull(signIn.issuer()).toString(),
                                signIn.clientId(),
                                signIn.scope(),
                                null);
                case EMBEDDED -> new SignInView(name, null, null, null, signIn.origins());
                case PASTE -> new SignInView(name, null, null, null, null);
            };
        }
    }
}
