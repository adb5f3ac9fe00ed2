package io.tributary.local.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under each other, each column as wide as its widest cell. */
final class Table {
    private static final String GAP = "   ";

    private Table() {}

    static String of(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                        .toArray();
        return rows.stream()
                .map(
                        row ->
                                IntStream.range(0, columns)
                                        .mapToObj(c -> padded(row.get(c), widths[c]))
                                        .collect(Collectors.joining(GAP))
                                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
