package io.tributary.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulator.SettableClock;
import io.tributary.simulator.account.SigningKeys.Signer;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SigningKeysTest {

    private final SettableClock clock = new SettableClock();
    private final Secret old = Secret.of("97df380b-9a58-4914-b1ee-83cbd491e793");
    private final SigningKeys keys = new SigningKeys(old, Duration.ofSeconds(300), clock, _ -> {});

    @Test
    void theServerSignsWithANewKeyAtOnceAndTheJobsOnlyLater() {
        Secret rotated = keys.rotate();

        assertThat(rotated).isNotEqualTo(old);
        assertThat(keys.keyOf(Signer.SERVER)).isEqualTo(rotated);
        assertThat(keys.keyOf(Signer.JOBS)).isEqualTo(old);
        clock.pass(Duration.ofSeconds(300));
        assertThat(keys.keyOf(Signer.JOBS)).isEqualTo(rotated);
    }

    @Test
    void aKeyNeverShowsItself() {
        assertThat(old.toString()).doesNotContain("97df");
    }
}
