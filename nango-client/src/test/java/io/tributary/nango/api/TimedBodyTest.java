package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(60)
class TimedBodyTest {

    /** Waits until it is closed, and then says that it has ended. */
    private static final class EndsWhenClosed extends InputStream {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                closed.await();
                return -1;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void takesTheEndOfItsTimeForNoEndOfTheBody() throws IOException {
        try (TimedBody body = new TimedBody(new EndsWhenClosed(), Duration.ofMillis(100))) {
            assertThatThrownBy(() -> body.readAll(10)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void endsAtOnceWhenItsTimeIsOverAlready() throws IOException {
        try (TimedBody body = new TimedBody(new EndsWhenClosed(), Duration.ofMillis(-1))) {
            assertThatThrownBy(body::read).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void closesTheBodyWithItself() throws IOException {
        EndsWhenClosed source = new EndsWhenClosed();

        new TimedBody(source, Duration.ofMinutes(1)).close();

        assertThat(source.closed.getCount()).isZero();
    }

    @Test
    void givesEveryByteAsItIs() throws IOException {
        byte[] bytes = {0, 1, -1, 127, -128};

        try (TimedBody body =
                new TimedBody(new ByteArrayInputStream(bytes), Duration.ofMinutes(1))) {
            assertThat(body.read()).isZero();
            assertThat(body.readAll(4)).containsExactly(1, -1, 127, -128);
            assertThat(body.read()).isEqualTo(-1);
        }
    }
}
