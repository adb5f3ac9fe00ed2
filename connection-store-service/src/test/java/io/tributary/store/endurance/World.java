package io.tributary.store.endurance;

import io.tributary.events.ConnectionKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What end users, providers and liars do, by dice: each step changes something at Nango, or does
 * not, and then a webhook tells of it, or pretends.
 */
final class World {

    private final Random dice;
    private final Nango nango;
    private final int most;
    private final String name;
    private final List<String> living = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<Webhook> told = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int number;

    World(long seed, Nango nango, int most, String name) {
        this.dice = new Random(seed);
        this.nango = nango;
        this.most = most;
        this.name = name;
    }

    /** The next webhook; what it tells of has happened at Nango when this returns. */
    Webhook next() {
        int roll = dice.nextInt(100);
        if (living.size() < 20 || (roll < 12 && living.size() < most)) {
            return count("creation", created());
        }
        String id = living.get(dice.nextInt(living.size()));
        if (roll < 30) {
            return count("re-authorisation", authorized("/reauthorise", "override", id, true));
        }
        if (roll < 36) {
            return count("tag wipe", authorized("/reauthorise", "override", id, false));
        }
        if (roll < 50) {
            return count("refresh failure", failed(id));
        }
        if (roll < 62) {
            return count("recovery", recovered(id));
        }
        if (roll < 70) {
            return count("deletion", deleted(id));
        }
        if (roll < 80) {
            return count("forgery of an unknown one", forgedUnknown());
        }
        if (roll < 90) {
            return count("forgery of a known one", forged(id));
        }
        return count("repeat", told.get(told.size() - 1 - dice.nextInt(Math.min(50, told.size()))));
    }

    /** How many of which kind were told. */
    Map<String, Integer> kinds() {
        return kinds;
    }

    private Webhook count(String kind, Webhook webhook) {
        kinds.merge(kind, 1, Integer::sum);
        told.add(webhook);
        if (told.size() > 1_000) {
            told.subList(0, 500).clear();
        }
        return webhook;
    }

    private Webhook created() {
        String id;
        if (!gone.isEmpty() && dice.nextInt(3) == 0) {
            id = gone.remove(dice.nextInt(gone.size()));
        } else {
            id = name + "-" + number++ + (dice.nextInt(4) == 0 ? "@example.com" : "");
        }
        living.add(id);
        return authorized("", "creation", id, true);
    }

    private Webhook authorized(String lever, String operation, String id, boolean tagged) {
        Map<String, String> tags =
                tagged
                        ? new TreeMap<>(
                                Map.of(
                                        "end_user_id",
                                        "user-" + dice.nextInt(200),
                                        "plan",
                                        "plan-" + dice.nextInt(5)))
                        : Map.of();
        nango.change(lever, body(id, "tags", tags));
        return Webhook.of(key(id), operation, true, tags);
    }

    private Webhook failed(String id) {
        nango.change("/break", body(id, "attempt", true));
        return Webhook.of(key(id), "refresh", false, Map.of());
    }

    private Webhook recovered(String id) {
        nango.change("/repair", body(id, "attempt", true));
        return Webhook.of(key(id), "refresh", true, Map.of());
    }

    private Webhook deleted(String id) {
        nango.change("/delete", body(id, "silently", true));
        living.remove(id);
        gone.add(id);
        return Webhook.of(key(id), "deletion", true, Map.of());
    }

    private Webhook forgedUnknown() {
        String[] operations = {"creation", "override", "refresh", "deletion"};
        return Webhook.of(
                key("nobody-" + dice.nextInt(most)),
                operations[dice.nextInt(operations.length)],
                dice.nextBoolean(),
                Map.of("end_user_id", "mallory"));
    }

    private Webhook forged(String id) {
        String[] operations = {"creation", "override", "deletion"};
        boolean failure = dice.nextInt(10) == 0;
        return failure
                ? Webhook.of(key(id), "refresh", false, Map.of())
                : Webhook.of(
                        key(id),
                        operations[dice.nextInt(operations.length)],
                        true,
                        Map.of("end_user_id", "mallory"));
    }

    private static Map<String, Object> body(String id, String member, Object value) {
        return Map.of("integration", Nango.INTEGRATION, "connectionId", id, member, value);
    }

    private static ConnectionKey key(String id) {
        return new ConnectionKey(Lab.ENVIRONMENT, Nango.INTEGRATION, id);
    }
}
