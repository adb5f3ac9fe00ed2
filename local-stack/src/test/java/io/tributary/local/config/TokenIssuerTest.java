package io.tributary.local.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

class TokenIssuerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;
    Layout layout;

    @BeforeEach
    void create() throws Exception {
        layout = new Layout(folder, folder);
        layout.create();
    }

    @Test
    void signsSoThatThePublishedKeyVerifies() throws Exception {
        TokenIssuer issuer = TokenIssuer.of(layout);

        SignedJWT token = SignedJWT.parse(issuer.token(NOW));

        assertThat(token.verify(new RSASSAVerifier(published(issuer)))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope").split(" "))
                .contains("tributary.operate", "tributary.connect");
        assertThat(token.getJWTClaimsSet().getStringClaim("email")).contains("@");
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isEqualTo(NOW.plus(TokenIssuer.VALIDITY));
    }

    @Test
    void aTokenOfAnEarlierStartStaysGood() throws Exception {
        SignedJWT earlier = SignedJWT.parse(TokenIssuer.of(layout).token(NOW));

        TokenIssuer later = TokenIssuer.of(layout);

        assertThat(earlier.verify(new RSASSAVerifier(published(later)))).isTrue();
    }

    private static RSAPublicKey published(TokenIssuer issuer) throws Exception {
        String base64 = Files.readString(issuer.publicKey()).replaceAll("-----.*?-----|\\s", "");
        var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
    }
}
