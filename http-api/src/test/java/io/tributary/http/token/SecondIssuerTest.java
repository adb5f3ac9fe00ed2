package io.tributary.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

class SecondIssuerTest {

    private static final JwtDecoder OTHERS =
            _ -> {
                throw new BadJwtException("asked of the configured issuer");
            };

    private static final RSAKey KEY = key();
    private static final RSAKey ANOTHER = key();

    private final SecondIssuer store = new SecondIssuer("tributary", List.of(KEY.toPublicJWK()));
    private final JwtDecoder both = store.beside(OTHERS, _ -> OAuth2TokenValidatorResult.success());

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itsOwnTokensAreTaken() throws Exception {
        assertThat(both.decode(token("tributary", KEY)).getSubject()).isEqualTo("someone");
    }

    @Test
    void whatNamesItMustBeSignedByItsKey() throws Exception {
        String forged =
                token("tributary", new RSAKey.Builder(ANOTHER).keyID(KEY.getKeyID()).build());

        assertThatThrownBy(() -> both.decode(forged))
                .isInstanceOf(JwtException.class)
                .hasMessageNotContaining("asked of the configured issuer");
    }

    @Test
    void allElseIsTheConfiguredIssuers() throws Exception {
        String elsewhere = token("https://issuer.example.test", KEY);

        assertThatThrownBy(() -> both.decode(elsewhere)).hasMessageContaining("asked of");
        assertThatThrownBy(() -> both.decode("no token")).hasMessageContaining("asked of");
    }

    @Test
    void withoutKeysNoneOfItsTokensIsTaken() throws Exception {
        JwtDecoder decoder =
                new SecondIssuer("tributary", List.of())
                        .beside(OTHERS, _ -> OAuth2TokenValidatorResult.success());
        String token = token("tributary", KEY);

        assertThatThrownBy(() -> decoder.decode(token)).hasMessageContaining("asked of");
    }

    @Test
    void whatWasGoodWhenItWasSignedMayBeRefusedLater() throws Exception {
        JwtDecoder decoder =
                store.beside(
                        OTHERS,
                        _ ->
                                OAuth2TokenValidatorResult.failure(
                                        new OAuth2Error("invalid_token", "revoked", null)));
        String token = token("tributary", KEY);

        assertThatThrownBy(() -> decoder.decode(token)).hasMessageContaining("revoked");
    }

    @Test
    void aFileThatIsNoKeyIsNamedAndNotShown() {
        var file = new ByteArrayResource("secret".getBytes(StandardCharsets.UTF_8), "a.pem");

        assertThatThrownBy(() -> PublicKeys.read(file))
                .hasMessageContainingAll("tributary.tokens.public-keys", "a.pem")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static String token(String issuer, RSAKey key) throws Exception {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        new JWTClaimsSet.Builder()
                                .issuer(issuer)
                                .subject("someone")
                                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                                .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
