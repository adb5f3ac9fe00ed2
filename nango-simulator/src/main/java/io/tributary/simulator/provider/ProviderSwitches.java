package io.tributary.simulator.provider;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** How much the provider has, how it answers, and what is to go wrong with its next answers. */
@Component
public final class ProviderSwitches {

    private final ProviderSettings settings;
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile int contacts;
    private volatile boolean chunked;

    ProviderSwitches(ProviderSettings settings) {
        this.settings = settings;
        reset();
    }

    /** How one answer goes. */
    public sealed interface Mishap {

        /** As it should. */
        record None() implements Mishap {}

        /** An error of that status. */
        record Refused(int status) implements Mishap {}

        /** 429; {@code retryAfter} is what its header says: seconds or a date. */
        record RateLimited(String retryAfter) implements Mishap {}

        /** The right answer, but late. */
        record Slow(Duration delay) implements Mishap {}

        /** The connection is closed without an answer. */
        record HungUp() implements Mishap {}
    }

    public synchronized void plan(Mishap mishap, int count) {
        for (int i = 0; i < count; i++) {
            mishaps.addLast(mishap);
        }
    }

    synchronized Mishap next() {
        calls.incrementAndGet();
        Mishap next = mishaps.pollFirst();
        return next == null ? new Mishap.None() : next;
    }

    public void contacts(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("there are 0 contacts or more");
        }
        contacts = count;
    }

    public void chunked(boolean answersAreChunked) {
        chunked = answersAreChunked;
    }

    public int contacts() {
        return contacts;
    }

    public boolean isChunked() {
        return chunked;
    }

    /** Calls that reached the provider. */
    public long calls() {
        return calls.get();
    }

    public final synchronized void reset() {
        mishaps.clear();
        calls.set(0);
        contacts = settings.contacts();
        chunked = settings.chunked();
    }
}
