package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.stand.Api;
import io.tributary.worker.stand.RunningWorker;
import io.tributary.worker.stand.Tokens;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens that the store signs for machines, beside those of the issuer. */
class StoreTokensIT {

    private static Api api;

    @BeforeAll
    static void start() {
        api = new Api(RunningWorker.shared().port());
    }

    @Test
    void aTokenOfTheStoreIsTaken() {
        assertThat(status(Tokens.ofTheStore("tributary.read"))).isEqualTo(200);
        assertThat(status(Tokens.ofTheStore("tributary.connect.any"))).isEqualTo(403);
    }

    @Test
    void neitherSignsForTheOther() {
        assertThat(status(Tokens.ofTheStoreByTheIssuersKey())).isEqualTo(401);
        assertThat(status(Tokens.ofTheIssuerByTheStoresKey())).isEqualTo(401);
    }

    private static int status(String token) {
        return api.call("GET", "/api/syncs", token).status();
    }
}
