package io.tributary.simulator.provider;

import io.tributary.simulator.connection.ConnectionKey;
import io.tributary.simulator.json.JsJson;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** The contacts of a connection. The same connection always has the same ones. */
final class Contacts {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(7);
    private static final List<String> GIVEN =
            List.of(
                    "Mia", "José", "Zoë", "Łukasz", "Naïma", "李娜", "Дмитрий", "Ærin", "Öznur",
                    "Ann");
    private static final List<String> FAMILY =
            List.of(
                    "Meyer",
                    "Núñez",
                    "O'Brien",
                    "Żak",
                    "Benoît",
                    "王",
                    "Иванова",
                    "Ødegård",
                    "😀 Smith");

    private Contacts() {}

    /** The contact at this place, from 0. */
    static ObjectNode at(ConnectionKey connection, int place) {
        int account =
                String.join(
                                "\n",
                                connection.environment(),
                                connection.integration(),
                                connection.connectionId())
                        .hashCode();
        SplittableRandom random = new SplittableRandom(account * 1_000_003L + place);
        String name =
                GIVEN.get(random.nextInt(GIVEN.size()))
                        + " "
                        + FAMILY.get(random.nextInt(FAMILY.size()));
        return JsJson.object()
                .put("id", "contact-%05d".formatted(place + 1))
                .put("name", name)
                .put(
                        "email",
                        "contact-%05d-%04x@example.test"
                                .formatted(place + 1, random.nextInt(0x10000)))
                .put("updated_at", updatedAt(place).toString());
    }

    static Instant updatedAt(int place) {
        return FIRST.plus(BETWEEN.multipliedBy(place));
    }

    /** The first place whose contact was updated after that time. */
    static int firstAfter(Instant time) {
        if (time.isBefore(FIRST)) {
            return 0;
        }
        return Math.toIntExact(Duration.between(FIRST, time).dividedBy(BETWEEN) + 1);
    }
}
