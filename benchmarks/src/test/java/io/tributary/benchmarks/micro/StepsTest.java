package io.tributary.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ConnectionChange;
import io.tributary.nango.webhook.Verification.Verified;
import io.tributary.nango.webhook.Webhook.Auth;
import io.tributary.nango.webhook.Webhook.Forward;
import io.tributary.nango.webhook.Webhook.Sync;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the steps do what they are measured for: a refusal would be fast. */
class StepsTest {

    @BeforeEach
    void atHome() {
        System.setProperty("tributary.home", "..");
    }

    @AfterEach
    void asBefore() {
        System.clearProperty("tributary.home");
    }

    @ParameterizedTest
    @CsvSource({"auth-creation-oauth2,520", "sync-incremental,322", "forward,20000"})
    void everyDeliveryIsVerifiedAndTold(String delivery, int size) throws Exception {
        // given
        OfWebhooks steps = new OfWebhooks();
        steps.delivery = delivery;

        // when
        steps.read();

        // then
        assertThat(steps.size()).isBetween(size * 9 / 10, size * 11 / 10);
        assertThat(steps.signature()).isInstanceOf(Verified.class);
        assertThat(steps.look()).isInstanceOfAny(Auth.class, Sync.class, Forward.class);
    }

    @Test
    void whatIsWrittenIsRead() {
        // given
        OfEvents steps = new OfEvents();

        // when
        ConnectionChange read = steps.decode();

        // then
        assertThat(read.kind()).isEqualTo(ConnectionChange.Kind.CREATED);
        assertThat(steps.encode().value()).isNotEmpty();
    }
}
