package io.tributary.worker.endurance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How hard. The defaults are CI's; profile {@code endurance} has harder ones, and every value can
 * be set by its system property. Ten kills each.
 *
 * @param seed of everything random ({@code tributary.seed}); printed by the test
 * @param patient whether all of it is done to workers with their default settings, who take twenty
 *     seconds to notice a death, and not the first blow alone ({@code tributary.patient})
 */
record Endurance(long seed, boolean patient) {

    /** What is done to the fleet. */
    enum Blow {
        KILL(1),
        /** Two of three, a moment apart. */
        KILL_TWO(2),
        /** Between a page's last acknowledgement and its checkpoint. */
        KILL_BEFORE_CHECKPOINT(1),
        /** Past its lease, and woken while another has the run. */
        FREEZE(1);

        private final int victims;

        Blow(int victims) {
            this.victims = victims;
        }

        /** How many must be there, so that one is left to go on. */
        int needs() {
            return victims + 1;
        }
    }

    static Endurance fromProperties() {
        return new Endurance(
                Long.getLong("tributary.seed", System.nanoTime() % 1_000_000),
                Boolean.getBoolean("tributary.patient"));
    }

    /** To workers with their default settings. */
    List<Blow> first() {
        return patient ? shuffled(5, 2, 2) : List.of(Blow.KILL_TWO);
    }

    /** To workers who notice a death sooner. */
    List<Blow> then() {
        return patient ? List.of() : shuffled(3, 2, 1);
    }

    private List<Blow> shuffled(int kills, int pairs, int freezes) {
        List<Blow> blows = new ArrayList<>();
        blows.addAll(Collections.nCopies(kills, Blow.KILL));
        blows.addAll(Collections.nCopies(pairs, Blow.KILL_TWO));
        blows.addAll(Collections.nCopies(freezes, Blow.FREEZE));
        blows.add(Blow.KILL_BEFORE_CHECKPOINT);
        Collections.shuffle(blows, new Random(seed));
        return blows;
    }
}
