package io.tributary.store.connect;

import io.tributary.events.Owner;
import io.tributary.http.problem.ApiProblem;
import io.tributary.nango.NangoTags;
import io.tributary.store.caller.EndUser;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The tags by which Nango says whose a connection is, and from which the store reads it back. Named
 * as Nango itself names them where it is given its deprecated {@code end_user}.
 */
final class OwnerTags {

    static final String END_USER_ID = "end_user_id";

    private static final String EMAIL = "end_user_email";
    private static final String DISPLAY_NAME = "end_user_display_name";
    static final String ORGANIZATION_ID = "organization_id";
    private static final String ORGANIZATION_NAME = "organization_display_name";

    /** Nobody may set these otherwise than by naming an owner. */
    static final Set<String> KEYS =
            Set.of(END_USER_ID, EMAIL, DISPLAY_NAME, ORGANIZATION_ID, ORGANIZATION_NAME);

    private OwnerTags() {}

    /**
     * @param naming from a member of {@link EndUser} to what the caller calls it
     * @throws ApiProblem 400 naming what Nango would refuse
     */
    static Map<String, String> of(EndUser user, UnaryOperator<String> naming) {
        Map<String, String> tags = new TreeMap<>();
        put(tags, END_USER_ID, user.id(), naming.apply("endUserId"));
        put(tags, EMAIL, user.email(), naming.apply("email"));
        put(tags, DISPLAY_NAME, user.displayName(), naming.apply("displayName"));
        put(tags, ORGANIZATION_ID, user.organizationId(), naming.apply("organizationId"));
        put(
                tags,
                ORGANIZATION_NAME,
                user.organizationDisplayName(),
                naming.apply("organizationDisplayName"));
        return tags;
    }

    private static void put(
            Map<String, String> tags, String key, @Nullable String value, String name) {
        if (value == null) {
            return;
        }
        if (!NangoTags.isValue(value)) {
            throw refused(
                    name,
                    "%s must have 1 to %d characters: Nango keeps it as a tag."
                            .formatted(name, NangoTags.MAX_VALUE));
        }
        if (key.equals(EMAIL) && !NangoTags.isEmail(value)) {
            throw refused(name, name + " must be an e-mail address, or be left out.");
        }
        tags.put(key, value);
    }

    private static ApiProblem refused(String name, String detail) {
        return ApiProblem.parameter(name, detail).coded("owner_refused");
    }

    /** What is known of an owner, as it was; for tags that were wiped. */
    static Map<String, String> of(Owner owner) {
        Map<String, String> tags = new TreeMap<>();
        putKnown(tags, END_USER_ID, owner.endUserId());
        putKnown(tags, EMAIL, owner.email());
        putKnown(tags, DISPLAY_NAME, owner.displayName());
        putKnown(tags, ORGANIZATION_ID, owner.organizationId());
        putKnown(tags, ORGANIZATION_NAME, owner.organizationDisplayName());
        return tags;
    }

    private static void putKnown(Map<String, String> tags, String key, @Nullable String value) {
        boolean fits =
                value != null
                        && NangoTags.isValue(value)
                        && (!key.equals(EMAIL) || NangoTags.isEmail(value));
        if (fits) {
            tags.put(key, value);
        }
    }
}
