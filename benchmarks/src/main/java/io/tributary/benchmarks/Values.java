package io.tributary.benchmarks;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * What stands for itself and is compared with nothing: times, sizes.
 *
 * @param name what ran
 * @param values at least one
 */
public record Values(String name, List<Value> values) implements Result {

    public Values {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must not be empty");
        }
    }

    /**
     * One of them.
     *
     * @param what it is of
     * @param unit of the rounds and the limit
     * @param rounds in the order they ran; at least one
     * @param most what the median should not exceed; none if nothing is demanded
     */
    public record Value(String what, String unit, List<Double> rounds, @Nullable Double most) {

        public Value {
            rounds = List.copyOf(rounds);
            if (rounds.isEmpty()) {
                throw new IllegalArgumentException("rounds must not be empty");
            }
        }

        /** Of which nothing is demanded. */
        public Value(String what, String unit, List<Double> rounds) {
            this(what, unit, rounds, null);
        }

        /** The middle one of the rounds. */
        public double median() {
            return Median.of(rounds.stream().mapToDouble(Double::doubleValue));
        }

        private boolean isBeaten() {
            return most == null || median() <= most;
        }

        private double least() {
            return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        private double largest() {
            return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "%-56s%12.2f%12.2f%12.2f %-5s%s%n",
                    what,
                    median(),
                    least(),
                    largest(),
                    unit,
                    most == null ? "" : "  at most %.0f".formatted(most));
        }
    }

    @Override
    public boolean isBeaten() {
        return values.stream().allMatch(Value::isBeaten);
    }

    @Override
    public String table() {
        StringBuilder text =
                new StringBuilder(
                        "%n%s%n%n%-56s%12s%12s%12s%n"
                                .formatted(name, "", "median", "least", "most"));
        values.forEach(value -> text.append(value.line()));
        return text.toString();
    }
}
