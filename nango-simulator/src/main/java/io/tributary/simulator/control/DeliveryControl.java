package io.tributary.simulator.control;

import io.tributary.simulator.delivery.Circuits;
import io.tributary.simulator.delivery.DeliveryFaults;
import io.tributary.simulator.delivery.DeliveryFaults.Fate;
import io.tributary.simulator.delivery.DeliveryFaults.Planned;
import io.tributary.simulator.delivery.DeliveryLog;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What happens to webhooks on their way, and what has happened. */
@RestController
@RequestMapping("/_control")
final class DeliveryControl {

    private final DeliveryFaults faults;
    private final DeliveryLog log;
    private final Circuits circuits;

    DeliveryControl(DeliveryFaults faults, DeliveryLog log, Circuits circuits) {
        this.faults = faults;
        this.log = log;
        this.circuits = circuits;
    }

    /** What goes wrong. */
    enum Kind {
        DROP,
        DELAY,
        DOUBLE
    }

    /** A fault for the next webhooks; of one type or operation only, if that is named. */
    record Fault(
            Kind kind,
            @Nullable Integer count,
            @Nullable Duration delay,
            @Nullable String type,
            @Nullable String operation) {

        Fault {
            Target.given(kind, "kind");
        }

        private Fate fate() {
            return switch (kind) {
                case DROP -> new Fate.Dropped();
                case DOUBLE -> new Fate.Doubled();
                case DELAY -> new Fate.Delayed(delay == null ? Duration.ofSeconds(5) : delay);
            };
        }
    }

    @PostMapping("/faults")
    @Help(
            "spoil the next webhooks: {kind: DROP|DELAY|DOUBLE, count?, delay?: PT5S, type?,"
                    + " operation?}")
    void plan(@RequestBody Fault fault) {
        faults.plan(
                new Planned(fault.fate(), fault.type(), fault.operation()),
                fault.count() == null ? 1 : fault.count());
    }

    @GetMapping("/faults")
    @Help("how many webhooks are still to be spoilt")
    Map<String, Integer> pending() {
        return Map.of("pending", faults.pending());
    }

    @DeleteMapping("/faults")
    @Help("spoil no more")
    void clearFaults() {
        faults.clear();
    }

    @GetMapping("/deliveries")
    @Help("every call that delivered, or failed to deliver, or was dropped; oldest first")
    List<DeliveryLog.Entry> deliveries() {
        return log.entries();
    }

    @DeleteMapping("/deliveries")
    @Help("forget the calls so far")
    void clearDeliveries() {
        log.clear();
    }

    @GetMapping("/circuits")
    @Help("the circuit of each address")
    Map<String, String> circuits() {
        return circuits.describe();
    }

    @DeleteMapping("/circuits")
    @Help("close every circuit and forget the failures")
    void resetCircuits() {
        circuits.reset();
    }
}
