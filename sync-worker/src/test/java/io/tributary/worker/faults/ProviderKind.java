package io.tributary.worker.faults;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every way of paging that a definition can name, with the settings that fit this provider. */
enum ProviderKind {
    LINK_HEADER(Walk.TOKEN, "kind=link-header"),
    NEXT_LINK_ABSOLUTE(Walk.TOKEN, "kind=next-link", "path=meta.next"),
    NEXT_LINK_RELATIVE(Walk.TOKEN, "kind=next-link", "path=meta.next"),
    CURSOR(Walk.TOKEN, "kind=cursor", "path=meta.next", "parameter=at"),
    CURSOR_HAS_MORE(
            Walk.TOKEN, "kind=cursor", "path=meta.next", "parameter=at", "has-more=meta.more"),
    CURSOR_IN_BODY(
            Walk.TOKEN, "kind=cursor", "path=meta.next", "parameter=page.at", "parameters-in=body"),
    OFFSET(Walk.COUNT, "kind=offset", "parameter=at"),
    OFFSET_TOTAL(Walk.COUNT, "kind=offset", "parameter=at", "total=meta.total"),
    OFFSET_SHORT_PAGE(Walk.COUNT, "kind=offset", "parameter=at", "short-page=end"),
    PAGE_NUMBER(Walk.COUNT, "kind=page-number", "parameter=at"),
    PAGE_NUMBER_HAS_MORE(
            Walk.COUNT, "kind=page-number", "parameter=at", "first=0", "has-more=meta.more"),
    LAST_ID(Walk.ID, "kind=last-id", "parameter=at"),
    LAST_ID_HAS_MORE(Walk.ID, "kind=last-id", "parameter=at", "has-more=meta.more");

    static final String MODEL = "Faulty";
    static final int PAGE_SIZE = 20;

    /** How the provider is told where to go on. */
    enum Walk {
        /** By what it gave: it can give empty pages, and pages again. */
        TOKEN,
        COUNT,
        ID
    }

    private final Walk walk;
    private final List<String> paging;

    ProviderKind(Walk walk, String... paging) {
        this.walk = walk;
        this.paging = List.of(paging);
    }

    Walk walk() {
        return walk;
    }

    String integration() {
        return "faulty-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With these codes a run may fail: what was done to it cannot be repaired, only noticed. */
    Set<String> loud() {
        return switch (this) {
            case LINK_HEADER -> Set.of("link_header_missing");
            case CURSOR_HAS_MORE -> Set.of("cursor_missing");
            case NEXT_LINK_ABSOLUTE, NEXT_LINK_RELATIVE, CURSOR, CURSOR_IN_BODY -> Set.of();
            case OFFSET, OFFSET_TOTAL, OFFSET_SHORT_PAGE, PAGE_NUMBER, PAGE_NUMBER_HAS_MORE ->
                    Set.of("page_repeated");
            case LAST_ID, LAST_ID_HAS_MORE -> Set.of("paging_loop");
        };
    }

    /** The definition of the n-th kind. */
    Map<String, String> settings() {
        String prefix = "tributary.worker.definitions[" + ordinal() + "].";
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix + "name", integration());
        settings.put(prefix + "integrations[0]", integration());
        settings.put(prefix + "model", MODEL);
        settings.put(prefix + "endpoint.path", "/items");
        settings.put(prefix + "records", "items");
        paging.forEach(
                setting -> {
                    String[] pair = setting.split("=", 2);
                    settings.put(prefix + "paging." + pair[0], pair[1]);
                });
        settings.put(prefix + "paging.page-size", Integer.toString(PAGE_SIZE));
        if (this == CURSOR_IN_BODY) {
            settings.put(prefix + "endpoint.method", "POST");
            settings.put(prefix + "endpoint.body", "{\"page\":{\"sort\":\"id\"}}");
        }
        return settings;
    }
}
