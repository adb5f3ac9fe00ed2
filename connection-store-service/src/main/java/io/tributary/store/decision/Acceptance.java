package io.tributary.store.decision;

import io.tributary.events.Observation;
import io.tributary.events.Observation.Via;

/** Which observations count at all. Any other changes nothing and leaves the question open. */
final class Acceptance {

    private Acceptance() {}

    /** Read later than what is known; from the list, a replica, only where nothing is known. */
    static boolean ofPresent(Trail trail, Observation.Present present) {
        return present.read() > trail.read() && (present.via() == Via.SINGLE || !trail.known());
    }

    /** Read later than what is known, and asked for after the last sign of life. */
    static boolean ofAbsent(Trail trail, Observation.Absent absent) {
        return absent.via() == Via.SINGLE && isLater(trail, absent);
    }

    /** Where nothing is confirmed, a complete walk over the list counts as well. */
    static boolean ofAbsentPending(Trail trail, Observation.Absent absent) {
        return (absent.via() == Via.SINGLE || absent.walk() != null) && isLater(trail, absent);
    }

    private static boolean isLater(Trail trail, Observation.Absent absent) {
        return absent.read() > trail.read() && absent.basis() > trail.up();
    }
}
