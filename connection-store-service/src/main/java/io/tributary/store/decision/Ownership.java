package io.tributary.store.decision;

import io.tributary.events.Observation.EndUser;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.events.Owner;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Whose connection it is: by Nango's tags, else by its end user, else as last known. A reconnect
 * without tags wipes them at Nango, and nobody meant to disown the user.
 */
final class Ownership {

    private Ownership() {}

    static @Nullable Owner of(ObservedConnection seen, @Nullable Owner last) {
        Owner tagged = tagged(seen.tags());
        if (tagged != null) {
            return tagged;
        }
        EndUser endUser = seen.endUser();
        if (endUser != null) {
            return new Owner(
                    endUser.id(),
                    endUser.email(),
                    endUser.displayName(),
                    endUser.organizationId(),
                    endUser.organizationDisplayName(),
                    false);
        }
        return last == null ? null : last.asRemembered();
    }

    private static @Nullable Owner tagged(Map<String, String> tags) {
        String endUserId = tags.get("end_user_id");
        String organizationId = tags.get("organization_id");
        return endUserId == null && organizationId == null
                ? null
                : new Owner(
                        endUserId,
                        tags.get("end_user_email"),
                        tags.get("end_user_display_name"),
                        organizationId,
                        tags.get("organization_display_name"),
                        false);
    }
}
