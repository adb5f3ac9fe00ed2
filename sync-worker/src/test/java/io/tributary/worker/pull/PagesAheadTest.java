package io.tributary.worker.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.run.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

@Timeout(30)
class PagesAheadTest {

    private static final Position FIRST = Position.first();
    private static final Position SECOND = FIRST.then("cursor \"a\"", 1);

    @Test
    void hasThePageThatWasAskedForWhenItIsTaken() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        Page page = page();
        try (PagesAhead ahead =
                ahead(
                        _ -> {
                            asked.countDown();
                            return page;
                        })) {
            assertThat(ahead.take(FIRST)).isSameAs(page);
            ahead.ask(SECOND);
            asked.await();
            assertThat(ahead.take(SECOND)).isSameAs(page);
        }
    }

    @Test
    void asksForNothingBehindTheEnd() {
        List<Position> asked = new ArrayList<>();
        try (PagesAhead ahead =
                ahead(
                        position -> {
                            asked.add(position);
                            return page();
                        })) {
            ahead.ask(FIRST.thenEnd());
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithAPageOnceItIsTaken() {
        PullFailed failed = new PullFailed(new Trouble.BrokenAnswer());
        try (PagesAhead ahead =
                ahead(
                        _ -> {
                            throw failed;
                        })) {
            ahead.ask(SECOND);
            assertThatThrownBy(() -> ahead.take(SECOND)).isSameAs(failed);
        }
    }

    /** Else whoever goes on would meet it at the provider, who does not notice who hung up. */
    @Test
    void leavesNoRequestBehindAndBreaksNoneOff() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        try (PagesAhead ahead =
                ahead(
                        _ -> {
                            under.countDown();
                            over.set(passes(Duration.ofMillis(300)));
                            throw new PullFailed(new Trouble.BrokenAnswer());
                        })) {
            ahead.ask(SECOND);
            under.await();
        }
        assertThat(over).isTrue();
    }

    /** One that still waits for its turn to call. */
    @Test
    void sendsNothingAnyMoreOnceItIsClosed() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean letGo = new AtomicBoolean();
        ProviderPages pages =
                new ProviderPages(null, null, null) {
                    @Override
                    Page fetch(Order order, Position position, BooleanSupplier stopping) {
                        waiting.countDown();
                        while (!stopping.getAsBoolean()) {
                            Thread.onSpinWait();
                        }
                        letGo.set(true);
                        throw new PullFailed(new Trouble.Stopping());
                    }
                };
        try (PagesAhead ahead = new PagesAhead(pages, null, () -> false)) {
            ahead.ask(SECOND);
            waiting.await();
        }
        assertThat(letGo).isTrue();
    }

    private static boolean passes(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException brokenOff) {
            return false;
        }
    }

    @Test
    void closesThePageThatNobodyTook() throws Exception {
        Page page = page();
        CountDownLatch done = new CountDownLatch(1);
        try (PagesAhead ahead =
                ahead(
                        _ -> {
                            done.countDown();
                            return page;
                        })) {
            ahead.ask(SECOND);
            done.await();
        }
        assertThatThrownBy(page::body).isInstanceOf(ClosedChannelException.class);
    }

    private static PagesAhead ahead(Function<Position, Page> provider) {
        ProviderPages pages =
                new ProviderPages(null, null, null) {
                    @Override
                    Page fetch(Order order, Position position, BooleanSupplier stopping) {
                        return provider.apply(position);
                    }
                };
        return new PagesAhead(pages, null, () -> false);
    }

    /** In a file, which can be seen to be closed. */
    private static Page page() {
        try {
            SpooledBody body = new SpooledBody(Path.of(System.getProperty("java.io.tmpdir")));
            body.write(new byte[SpooledBody.MOST_IN_MEMORY + 1], SpooledBody.MOST_IN_MEMORY + 1);
            return new Page(200, HttpHeaders.of(Map.of(), (_, _) -> true), body, Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
