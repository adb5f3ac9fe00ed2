package io.tributary.simulator.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is to go wrong with the next webhooks, in the order in which it was asked for. */
@Component
public final class DeliveryFaults {

    private final List<Planned> plan = new ArrayList<>();

    /** One webhook's fate. */
    public sealed interface Fate {

        /** As on a good day. */
        record Sent() implements Fate {}

        /** Never sent. */
        record Dropped() implements Fate {}

        /** Sent later; others overtake it. */
        record Delayed(Duration delay) implements Fate {}

        /** Sent twice, at the same time. */
        record Doubled() implements Fate {}
    }

    /** A fate for one webhook; of that type and operation only, where these are named. */
    public record Planned(Fate fate, @Nullable String type, @Nullable String operation) {

        private boolean fits(Webhook.Subject subject) {
            return (type == null || type.equals(subject.type()))
                    && (operation == null || operation.equals(subject.operation()));
        }
    }

    public synchronized void plan(Planned fault, int count) {
        for (int i = 0; i < count; i++) {
            plan.add(fault);
        }
    }

    synchronized Fate next(Webhook.Subject subject) {
        for (Iterator<Planned> faults = plan.iterator(); faults.hasNext(); ) {
            Planned fault = faults.next();
            if (fault.fits(subject)) {
                faults.remove();
                return fault.fate();
            }
        }
        return new Fate.Sent();
    }

    public synchronized void clear() {
        plan.clear();
    }

    /** How many are still to come. */
    public synchronized int pending() {
        return plan.size();
    }
}
