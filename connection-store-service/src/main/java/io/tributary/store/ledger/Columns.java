package io.tributary.store.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Many rows by one statement that takes an array for each column. Its text and the types of its
 * parameters are the same for any number of rows, so that the server reads and plans it once. As
 * rows of parameters it is another statement for each number of rows and, a null having no type,
 * for each pattern of nulls: to have that read cost more than to have it done.
 */
final class Columns {

    /** Of a column. */
    enum Type {
        ID("uuid", UUID[]::new),
        TEXT("text", String[]::new),
        NUMBER("bigint", Long[]::new),
        SMALL("integer", Integer[]::new),
        FLAG("boolean", Boolean[]::new),
        BYTES("bytea", byte[][]::new),
        /** An array of arrays would be taken for one array. */
        TEXTS("text", String[]::new);

        private final String name;
        private final IntFunction<Object[]> array;

        Type(String name, IntFunction<Object[]> array) {
            this.name = name;
            this.array = array;
        }

        private @Nullable Object element(@Nullable Object value) {
            return this == TEXTS && value != null ? literal((String[]) value) : value;
        }
    }

    private final Map<String, Type> types = new LinkedHashMap<>();

    /** One more, after those before. */
    Columns with(String name, Type type) {
        types.put(name, type);
        return this;
    }

    /**
     * @param conflict what follows the rows, if anything
     */
    String insert(String table, String conflict) {
        return "insert into %s (%s) select %s from unnest(%s) as given (%s) %s"
                .formatted(
                        table,
                        names(),
                        types.entrySet().stream()
                                .map(
                                        column ->
                                                "given."
                                                        + column.getKey()
                                                        + (column.getValue() == Type.TEXTS
                                                                ? "::text[]"
                                                                : ""))
                                .collect(Collectors.joining(", ")),
                        types.values().stream()
                                .map(type -> "?::" + type.name + "[]")
                                .collect(Collectors.joining(", ")),
                        names(),
                        conflict);
    }

    /** What an upsert sets: all but the first, by which it is found. */
    String replaced() {
        return types.keySet().stream()
                .skip(1)
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
    }

    private String names() {
        return String.join(", ", types.keySet());
    }

    /**
     * @param insert a statement of {@link #insert}
     * @param rows values in the columns' order
     */
    @SuppressWarnings("NullAway") // An element may be null, whatever an array's type says.
    void write(JdbcTemplate jdbc, String insert, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Object[] arrays = new Object[types.size()];
        int column = 0;
        for (Type type : types.values()) {
            Object[] array = type.array.apply(rows.size());
            for (int row = 0; row < array.length; row++) {
                array[row] = type.element(rows.get(row)[column]);
            }
            arrays[column++] = array;
        }
        jdbc.update(insert, arrays);
    }

    /** As PostgreSQL reads an array of texts. */
    private static String literal(String[] texts) {
        return Arrays.stream(texts)
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
