package io.tributary.store.parking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many parked inputs wait for somebody; asked of the database at most every 10 s. */
final class OpenParked implements MeterBinder {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final ParkedList list;
    private final Clock clock;
    private Instant asked = Instant.EPOCH;
    private double last = Double.NaN;

    OpenParked(ParkedList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tributary.store.parked.open", this, OpenParked::figure)
                .description("Inputs of the last 90 days that are parked and were not redriven")
                .register(registry);
    }

    private synchronized double figure() {
        Instant now = clock.instant();
        if (now.isAfter(asked.plus(FRESH))) {
            asked = now;
            last = count(now.minus(KEPT));
        }
        return last;
    }

    private double count(Instant from) {
        try {
            return list.count(new ParkedFilter(null, null, null, from, null, false));
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }
}
