package io.tributary.nango.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that ends in {@link HttpTimeoutException} when its time is over. The JDK's own timeout
 * ends with the headers, and Nango has none for a provider that stops in the middle.
 */
final class TimedBody extends FilterInputStream {

    private final CompletableFuture<Void> clock = new CompletableFuture<>();
    private volatile boolean over;

    TimedBody(InputStream body, Duration left) {
        super(body);
        var _ =
                clock.orTimeout(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS)
                        .exceptionallyAsync(
                                _ -> {
                                    timeIsOver();
                                    return null;
                                });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw over ? timeout() : e;
        }
        // Closed under a reader, a stream may say that it ended: half a body must not pass for one.
        if (over) {
            throw timeout();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        clock.complete(null);
        super.close();
    }

    /**
     * All bytes.
     *
     * @throws AnswerTooLarge if there are more than {@code most}
     */
    byte[] readAll(int most) throws IOException {
        byte[] bytes = readNBytes(most);
        if (read() >= 0) {
            throw new AnswerTooLarge(most);
        }
        return bytes;
    }

    private void timeIsOver() {
        over = true;
        try {
            super.close();
        } catch (IOException e) {
            // The reader is told of the timeout; that closing failed as well changes nothing.
            over = true;
        }
    }

    private static IOException timeout() {
        return new HttpTimeoutException("the body did not end in time");
    }
}
