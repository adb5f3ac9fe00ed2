package io.tributary.store.question;

import io.tributary.events.ConnectionKey;
import io.tributary.events.Observation;
import io.tributary.events.Observation.ObservedConnection;
import io.tributary.nango.api.ConnectionSummary;
import io.tributary.nango.api.ConnectionView;
import io.tributary.nango.api.EndUser;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From what Nango's API answers to what an observation says. */
public final class Observed {

    private static final String AUTH = "auth";

    private Observed() {}

    /** Whose row of an environment's list it is. */
    public static ConnectionKey key(String environment, ConnectionSummary row) {
        return new ConnectionKey(environment, row.providerConfigKey(), row.connectionId());
    }

    static ObservedConnection of(ConnectionView seen) {
        return new ObservedConnection(
                seen.nangoId(),
                provider(seen.provider()),
                seen.tags(),
                endUser(seen.endUser()),
                seen.errorTypes(),
                seen.createdAt(),
                seen.updatedAt(),
                seen.webhookUrlOverride());
    }

    /** A row of the list, which does not tell when it was updated. */
    public static ObservedConnection of(ConnectionSummary row) {
        return of(row, row.errorTypes());
    }

    /** The same of one that is known to be broken, whatever the replica says. */
    static ObservedConnection broken(ConnectionSummary row) {
        Set<String> errors = new LinkedHashSet<>(row.errorTypes());
        errors.add(AUTH);
        return of(row, List.copyOf(errors));
    }

    private static ObservedConnection of(ConnectionSummary row, List<String> errors) {
        return new ObservedConnection(
                row.nangoId(),
                provider(row.provider()),
                row.tags(),
                endUser(row.endUser()),
                errors,
                row.createdAt(),
                null);
    }

    static boolean isBroken(Observation observation) {
        return observation instanceof Observation.Present present
                && present.connection().errors().contains(AUTH);
    }

    private static String provider(@Nullable String name) {
        return name == null ? "unknown" : name;
    }

    private static Observation.@Nullable EndUser endUser(@Nullable EndUser user) {
        return user == null
                ? null
                : new Observation.EndUser(
                        user.id(),
                        user.email(),
                        user.displayName(),
                        user.organizationId(),
                        user.organizationDisplayName());
    }
}
