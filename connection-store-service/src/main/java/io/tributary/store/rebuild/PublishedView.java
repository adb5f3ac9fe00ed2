package io.tributary.store.rebuild;

import io.tributary.store.decision.Facts;
import io.tributary.store.ledger.FactsJson;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import tools.jackson.core.JacksonException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Both schemas by what a reader of the topics sees of each connection, and nothing else. */
final class PublishedView {

    private static final int SHOWN = 20;

    private final JdbcTemplate jdbc;
    private final String live;
    private final String rebuilt;

    PublishedView(JdbcTemplate jdbc, String live, String rebuilt) {
        this.jdbc = jdbc;
        this.live = live;
        this.rebuilt = rebuilt;
    }

    /** Adds up rows to a hash that does not depend on their order. */
    private static final class Sum {
        private long rows;
        private BigInteger sum = BigInteger.ZERO;

        void add(@Nullable String row) {
            if (row != null) {
                rows++;
                sum = sum.add(new BigInteger(1, md5(row)));
            }
        }

        Difference.Content content() {
            return new Difference.Content(rows, HexFormat.of().formatHex(md5(rows + ":" + sum)));
        }

        private static byte[] md5(String text) {
            try {
                return MessageDigest.getInstance("MD5")
                        .digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Difference compare() {
        Sum ours = new Sum();
        Sum theirs = new Sum();
        long[] counts = new long[3];
        List<String> first = new ArrayList<>();
        jdbc.query(
                """
                select coalesce(l.key, r.key), l.status, l.facts, l.error,
                    r.status, r.facts, r.error
                from (select * from %s where status in ('active', 'broken')) l
                full join (select * from %s where status in ('active', 'broken')) r on r.id = l.id
                order by coalesce(l.id, r.id)
                """
                        .formatted(Sql.name(live, "connection"), Sql.name(rebuilt, "connection")),
                row -> {
                    String key = row.getString(1);
                    String there = told(key, row.getString(2), row.getString(3), row.getString(4));
                    String here = told(key, row.getString(5), row.getString(6), row.getString(7));
                    theirs.add(there);
                    ours.add(here);
                    if (!Objects.equals(there, here)) {
                        int kind = here == null ? 0 : there == null ? 1 : 2;
                        counts[kind]++;
                        if (first.size() < SHOWN) {
                            first.add(
                                    "key=%s: %s"
                                            .formatted(
                                                    key,
                                                    List.of("only live", "only rebuilt", "differs")
                                                            .get(kind)));
                        }
                    }
                });
        return new Difference(
                "published",
                theirs.content(),
                ours.content(),
                counts[0],
                counts[1],
                counts[2],
                first);
    }

    static @Nullable String told(
            String key, @Nullable String status, @Nullable String json, @Nullable String error) {
        if (status == null || json == null) {
            return null;
        }
        Facts facts;
        try {
            facts = FactsJson.read(json);
        } catch (JacksonException e) {
            // Somebody spoilt it: it differs from all that can be read, and is to be replaced.
            return String.join("\n", key, status, String.valueOf(error), "unreadable", json);
        }
        return String.join(
                "\n",
                key,
                status,
                String.valueOf(error),
                Long.toString(facts.nangoId()),
                facts.provider(),
                String.valueOf(facts.owner()),
                facts.tags().toString(),
                facts.createdAt().toString());
    }
}
