package io.tributary.store.page;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * What the page at {@code /connect} is told.
 *
 * @param environment whose integrations it shows; may be left out where there is one environment
 * @param signIn how its users sign in; without it the page says that it is not set up
 * @param pictureSources origins that the integrations' logos come from, beside Nango's own
 */
@ConfigurationProperties("tributary.page")
record PageSettings(
        @Nullable String environment,
        @Nullable SignIn signIn,
        @DefaultValue("https://app.nango.dev") List<String> pictureSources) {

    PageSettings {
        pictureSources.forEach(Origin::exactly);
        pictureSources = List.copyOf(pictureSources);
    }

    /** How one signs in. */
    enum Kind {
        /** OpenID Connect: code flow with PKCE, as a public client. */
        OIDC,
        /** The page around this one hands over its user's token. */
        EMBEDDED,
        /** One pastes a token; only in the profile {@code local}. */
        PASTE
    }

    /**
     * One way of signing in, with what it needs and nothing else.
     *
     * @param kind OpenID Connect, the page around this one, or by pasting a token, which only the
     *     profile {@code local} allows
     * @param issuer of OIDC; its discovery document is read by browsers
     * @param clientId of OIDC
     * @param scope of OIDC; the last is what the API demands
     * @param connectTo of OIDC: origins of the issuer's endpoints, where they are not its own
     * @param origins of the pages that may embed this one
     */
    record SignIn(
            @Nullable Kind kind,
            @Nullable URI issuer,
            @Nullable String clientId,
            @DefaultValue("openid profile email tributary.connect") String scope,
            @DefaultValue List<String> connectTo,
            @DefaultValue List<String> origins) {

        SignIn {
            if (kind == null) {
                throw new IllegalArgumentException(
                        "tributary.page.sign-in.kind must be oidc, embedded or paste");
            }
            if ((kind == Kind.OIDC) != (issuer != null && clientId != null)) {
                throw new IllegalArgumentException(
                        "tributary.page.sign-in.issuer and .client-id must be there for kind oidc,"
                                + " and for no other kind");
            }
            if ((kind == Kind.EMBEDDED) == origins.isEmpty()) {
                throw new IllegalArgumentException(
                        "tributary.page.sign-in.origins must be there for kind embedded, one at"
                                + " least, and for no other kind");
            }
            connectTo.forEach(Origin::exactly);
            origins.forEach(Origin::exactly);
            connectTo = List.copyOf(connectTo);
            origins = List.copyOf(origins);
        }
    }
}
