package io.tributary.store.decision;

import org.jspecify.annotations.Nullable;

/** What is known of one connection. */
public sealed interface State {

    Trail trail();

    /** What is open about it, if anything. */
    @Nullable Question question();

    /** The status' name, as it is stored and filtered by. */
    String status();

    /** Nothing is known: never heard of, or only claimed and not confirmed. */
    static State none(int generation) {
        return new None(Trail.start(generation));
    }

    /** Nango does not have it, as far as anyone knows. */
    sealed interface Gone extends State {
        @Override
        default @Nullable Question question() {
            return null;
        }
    }

    /** Nango has it, and said so. */
    sealed interface Live extends State {
        Facts facts();

        Doubts doubts();

        /** The same state under other doubts. */
        Live with(Trail trail, Doubts doubts);

        @Override
        default @Nullable Question question() {
            return doubts().question();
        }
    }

    record None(Trail trail) implements Gone {
        @Override
        public String status() {
            return "none";
        }
    }

    /** Claimed, and being asked about; may have existed before. */
    record Pending(Trail trail, Question question) implements State {
        @Override
        public String status() {
            return "pending";
        }
    }

    record Active(Trail trail, Facts facts, Doubts doubts) implements Live {
        @Override
        public Active with(Trail newTrail, Doubts newDoubts) {
            return new Active(newTrail, facts, newDoubts);
        }

        @Override
        public String status() {
            return "active";
        }
    }

    /**
     * It needs its user.
     *
     * @param error the type to tell
     */
    record Broken(Trail trail, Facts facts, Doubts doubts, String error) implements Live {
        @Override
        public Broken with(Trail newTrail, Doubts newDoubts) {
            return new Broken(newTrail, facts, newDoubts, error);
        }

        @Override
        public String status() {
            return "broken";
        }
    }

    /** It was confirmed once and is gone; a stub keeps its version. */
    record Deleted(Trail trail) implements Gone {
        @Override
        public String status() {
            return "deleted";
        }
    }
}
