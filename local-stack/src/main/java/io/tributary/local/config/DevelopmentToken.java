package io.tributary.local.config;

import java.io.IOException;
import java.time.Instant;

/** The bearer token for trying things out, made anew at each start. */
public record DevelopmentToken(String value, TokenIssuer issuer) {

    /** Makes a token and writes it where a command line can read it. */
    public static DevelopmentToken issue(Layout layout, Instant now) throws IOException {
        TokenIssuer issuer = TokenIssuer.of(layout);
        String token = issuer.token(now);
        PrivateFile.write(layout.token(), token);
        return new DevelopmentToken(token, issuer);
    }

    @Override
    public String toString() {
        return "DevelopmentToken[***]";
    }
}
