package io.tributary.store.caller;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What belongs to one end user: what is owned by their id and, where both are known, by the
 * organisation that they act for. Who is a member of two does not see the one's in the other.
 */
public record Own(String endUserId, @Nullable String organizationId) {

    /** A condition on table {@code connection}, with {@link #values()} for its marks. */
    public static final String CONDITION =
            "end_user_id = ? and (organization_id is null or ?::text is null"
                    + " or organization_id = ?)";

    @SuppressWarnings("NullAway") // What a statement is given may be null.
    public Object[] values() {
        return new Object[] {endUserId, organizationId, organizationId};
    }

    /** The same of an owner that is not in a row. */
    public boolean includes(@Nullable String ownerId, @Nullable String ownersOrganizationId) {
        return endUserId.equals(ownerId)
                && (organizationId == null
                        || ownersOrganizationId == null
                        || Objects.equals(organizationId, ownersOrganizationId));
    }
}
