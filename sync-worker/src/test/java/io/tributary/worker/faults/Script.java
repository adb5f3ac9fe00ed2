package io.tributary.worker.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What befalls the requests of one connection, and how often it did. */
final class Script {

    /** What a connection's provider is sure to do, whatever the seed. */
    enum Part {
        /** Every fault, and nothing that is a loss: its run is completed. */
        EVERY_FAULT,
        /** One loss, where its kind of paging lets that be noticed: asked again, it is whole. */
        A_LOSS,
        /** The same loss each time and no fault between: its run fails. */
        LOSES_ON,
        /** Nothing in particular. */
        ANYTHING
    }

    private final Part part;
    private final Random random;
    private final List<Fault> due = new ArrayList<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<Oddity, Integer> oddities = new EnumMap<>(Oddity.class);

    Script(Part part, Random random) {
        this.part = part;
        this.random = random;
        if (part == Part.EVERY_FAULT) {
            due.addAll(Arrays.asList(Fault.values()));
            Collections.shuffle(due, random);
        }
    }

    boolean isAnything() {
        return part == Part.ANYTHING;
    }

    Random random() {
        return random;
    }

    /**
     * Null if the request is to be answered.
     *
     * @param isLast whether no page comes after
     */
    Fault fault(boolean isLast) {
        Fault fault = due.isEmpty() ? byChance() : inTurn(isLast);
        if (fault != null) {
            faults.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    private Fault inTurn(boolean isLast) {
        return isLast || random.nextBoolean() ? due.removeLast() : null;
    }

    private Fault byChance() {
        return part != Part.LOSES_ON && random.nextInt(3) == 0
                ? Fault.values()[random.nextInt(Fault.values().length)]
                : null;
    }

    /** Whether this happens to the page; counted only once it is {@linkplain #sent sent}. */
    boolean happens(Oddity oddity, int percent) {
        if (!oddity.isLoss()) {
            return random.nextInt(100) < percent;
        }
        return switch (part) {
            case EVERY_FAULT -> false;
            case A_LOSS -> !oddities.containsKey(oddity);
            case LOSES_ON -> true;
            case ANYTHING -> random.nextInt(100) < percent;
        };
    }

    void sent(Oddity oddity) {
        oddities.merge(oddity, 1, Integer::sum);
    }

    boolean losesOn() {
        return part == Part.LOSES_ON && oddities.keySet().stream().anyMatch(Oddity::isLoss);
    }

    Map<Fault, Integer> faults() {
        return faults;
    }

    Map<Oddity, Integer> oddities() {
        return oddities;
    }
}
