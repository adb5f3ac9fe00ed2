package io.tributary.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Two sides that do the same work in turns, and the ratio of their speeds.
 *
 * @param name what ran
 * @param measured what one side is, and its unit
 * @param plain what the other is, and its unit
 * @param target the ratio to beat
 * @param rounds in the order they ran; at least one
 */
public record Figures(String name, String measured, String plain, double target, List<Round> rounds)
        implements Result {

    public Figures {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("rounds must not be empty");
        }
    }

    /**
     * Both sides, one right after the other.
     *
     * @param measured by this side
     * @param plain the best that the plain side did
     * @param costs who spent how much processor on it, the plain side's last
     */
    public record Round(double measured, double plain, List<Cost> costs) {

        public Round {
            costs = List.copyOf(costs);
        }

        public double ratio() {
            return measured / plain;
        }
    }

    /**
     * What a side's ratio is made of where the processor is the limit; unlike the speeds it hardly
     * depends on what else the machine does.
     *
     * @param who which processes
     * @param micros of processor time, in microseconds for each unit of work
     */
    public record Cost(String who, double micros) {}

    /** The middle one of the rounds' ratios. */
    public double medianRatio() {
        return Median.of(rounds.stream().mapToDouble(Round::ratio));
    }

    @Override
    public boolean isBeaten() {
        return medianRatio() >= target;
    }

    private double medianCost(String who) {
        return Median.of(
                rounds.stream()
                        .flatMap(round -> round.costs().stream())
                        .filter(cost -> cost.who().equals(who))
                        .mapToDouble(Cost::micros));
    }

    @Override
    public String table() {
        StringBuilder text = new StringBuilder("%n%s%n%n".formatted(name));
        line(text, "round", measured, plain, "ratio");
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            line(
                    text,
                    Integer.toString(i + 1),
                    "%,.0f".formatted(round.measured()),
                    "%,.0f".formatted(round.plain()),
                    "%.2f".formatted(round.ratio()));
        }
        if (!rounds.getFirst().costs().isEmpty()) {
            text.append("%nprocessor time, microseconds each, median%n".formatted());
        }
        rounds.getFirst().costs().stream()
                .map(Cost::who)
                .forEach(who -> text.append("  %-32s%8.1f%n".formatted(who, medianCost(who))));
        return text.append(
                        String.format(
                                Locale.ROOT,
                                "%nmedian ratio %.2f, to beat: %.2f%n",
                                medianRatio(),
                                target))
                .toString();
    }

    private static void line(StringBuilder text, String... cells) {
        text.append("%-8s%24s%24s%10s%n".formatted((Object[]) cells));
    }
}
