package io.tributary.worker.faults;

import io.tributary.worker.faults.ProviderKind.Walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a provider has.
 *
 * @param ids in its order; where it counts, some come twice
 * @param byId each record's JSON
 */
record ProviderData(List<String> ids, Map<String, String> byId) {

    /** Mostly four pages or more, so that there is a middle, and fewer than eight. */
    static ProviderData of(Walk walk, boolean isAnything, Random random) {
        int count =
                random.nextInt(
                        isAnything ? 0 : 4 * ProviderKind.PAGE_SIZE, 8 * ProviderKind.PAGE_SIZE);
        Map<String, String> byId = new LinkedHashMap<>();
        for (int n = 1; n <= count; n++) {
            byId.put("rec_%05d".formatted(n), record("rec_%05d".formatted(n), n, random));
        }
        List<String> ids = new ArrayList<>(byId.keySet());
        if (walk == Walk.COUNT) {
            for (int doubles = count / 20; doubles > 0; doubles--) {
                ids.add(random.nextInt(ids.size()), ids.get(random.nextInt(ids.size())));
            }
        }
        return new ProviderData(ids, byId);
    }

    private static String record(String id, int n, Random random) {
        String text = "x".repeat(random.nextInt(300)) + "\u00e9\u2603\ud83d\ude00\\\"\\n";
        return "{\"id\":\"%s\",\"n\":%d.10,\"big\":%d0000000000000001,\"in\":{\"items\":[{\"id\":1}],\"t\":\"%s\"}}"
                .formatted(id, n, n, text);
    }
}
